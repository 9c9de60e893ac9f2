package dev.contranorm.worker.bus;

/** Why an attempt failed, as far as it decides what happens next. */
public enum FailureKind {
    /** Something unforeseen was thrown. */
    ERROR(true),
    /** The loss became infinite or not a number: the same numbers come out of every attempt. */
    DIVERGED(false),
    /** A dataset's file is missing or damaged. */
    DATASET(false),
    /** The catalogue refuses the specification. */
    SPECIFICATION(false),
    /** The heap or the device had no memory left; another worker may have more. */
    OUT_OF_MEMORY(true),
    /** The trial's time limit passed. */
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
