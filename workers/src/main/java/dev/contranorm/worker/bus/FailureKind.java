package dev.contranorm.worker.bus;

/** Why an attempt failed; decides whether another attempt is made. */
public enum FailureKind {
    /** An unexpected exception. */
    ERROR(true),
    /** The loss became infinite or NaN; every attempt would give the same numbers. */
    DIVERGED(false),
    /** A file of a dataset is missing or damaged. */
    DATASET(false),
    /** The catalogue rejects the specification. */
    SPECIFICATION(false),
    /** The heap or the device ran out of memory; another worker may have more. */
    OUT_OF_MEMORY(true),
    /** The attempt exceeded the time limit of the trial. */
    TIME_LIMIT(false);

    private final boolean retryable;

    FailureKind(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether another attempt may end differently. */
    public boolean retryable() {
        return retryable;
    }
}
