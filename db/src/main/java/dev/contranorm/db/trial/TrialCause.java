package dev.contranorm.db.trial;

/** Why a trial changes its state; see {@link TrialTransitions}. */
public enum TrialCause {
    /** It is on the bus. */
    PUBLISHED,
    /** A worker started it, or the newest attempt reported. */
    STARTED,
    /** The newest attempt finished. */
    FINISHED,
    /** The newest attempt finished early, as its protocol says. */
    STOPPED_EARLY,
    /** The newest attempt failed and another would not help, or no attempt is left. */
    FAILED,
    /** The newest attempt failed and attempts are left: it is published again. */
    FAILED_RETRYABLY,
    /** The worker gave it back: the bus delivers it again. */
    RELEASED,
    /** The worker gave it back and the bus no longer has it, as in a paused sweep: it is published again. */
    GIVEN_UP,
    /** The bus has lost it, for example with a broker: it is published again. */
    STRANDED,
    /** The worker fell silent: the bus delivers it again. */
    LOST,
    /** Its sweep is being stopped, and it has not started. */
    DRAINED,
    /** Its sweep was cancelled, or it was given back while its sweep was being stopped. */
    CANCELLED,
    /** A person wants it tried again. */
    RETRIED
}
