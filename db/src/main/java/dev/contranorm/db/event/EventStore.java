package dev.contranorm.db.event;

import java.util.List;

/** Applies what workers report. */
public final class EventStore {
    /**
     * Applies a batch in one transaction, in the order of the list; applying it again changes nothing. Batches of 500 to
     * 2,000 are fast.
     *
     * <p>Only the newest attempt of a trial moves it. A retryable failure with attempts left makes the trial pending again,
     * with an outbox row; without attempts left it is failed. Lost and failed attempts count against {@code maxAttempts},
     * released ones do not.
     */
    public ApplyResult apply(List<TrialChange> changes) {
        throw new UnsupportedOperationException("not written yet");
    }
}
