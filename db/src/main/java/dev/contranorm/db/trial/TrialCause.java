package dev.contranorm.db.trial;

/** Why a trial changes its state; see {@link TrialTransitions}. */
public enum TrialCause {
    /** It is on the bus. */
    PUBLISHED,
    /** A worker began it, or the newest attempt gave a sign of life. */
    STARTED,
    /** The newest attempt finished. */
    FINISHED,
    /** The newest attempt finished early, as its protocol says. */
    STOPPED_EARLY,
    /** The newest attempt failed and no other is worth while, or losses have used up all attempts. */
    FAILED,
    /** The newest attempt failed and attempts are left: it is published again. */
    FAILED_RETRYABLY,
    /** The worker gave it back: the bus delivers it again. */
    RELEASED,
    /** The worker gave it back and the bus has it no more, as in a paused sweep: it is published again. */
    GIVEN_UP,
    /** The bus turned out to have it no more, as after the loss of a broker: it is published again. */
    STRANDED,
    /** The worker fell silent: the bus delivers it again. */
    LOST,
    /** Its sweep is being stopped: what has not started does not start. */
    DRAINED,
    /** Its sweep was cancelled, or it was given back while its sweep was being stopped. */
    CANCELLED,
    /** A person wants it tried again. */
    RETRIED
}
