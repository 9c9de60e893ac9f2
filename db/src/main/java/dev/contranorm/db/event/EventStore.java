package dev.contranorm.db.event;

import dev.contranorm.db.connection.Access;
import dev.contranorm.db.trial.SweepGuard;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies what workers report. */
public final class EventStore {
    private final Access access;
    private final SweepGuard sweeps;

    public EventStore(Access access, SweepGuard sweeps) {
        this.access = access;
        this.sweeps = sweeps;
    }

    /**
     * Applies a batch in one transaction, in the order of the list; applying it again changes nothing. Batches of 500 to
     * 2,000 are fast.
     *
     * <p>Only the newest attempt of a trial moves it. A retryable failure with attempts left makes the trial pending again,
     * with an outbox row; without attempts left it is failed. Lost and failed attempts count against {@code maxAttempts},
     * released ones do not. While a sweep is being stopped, a trial that would be tried again is failed or cancelled instead.
     */
    public ApplyResult apply(List<TrialChange> changes) {
        if (changes.isEmpty()) {
            return new ApplyResult(0, 0, 0, 0, Set.of(), Set.of(), Set.of());
        }
        return access.transaction(handle -> {
            Map<Long, TrialRecord> trials = BatchReading.lock(handle, changes);
            Decisions decisions = new Decisions(trials);
            changes.forEach(decisions::decide);
            new BatchWriting(handle).write(trials.values(), decisions);
            Set<Long> stopped = sweeps.stopWhereTooManyFailed(handle, decisions.failedSweeps);
            return new ApplyResult(
                    decisions.applied,
                    decisions.repeated,
                    decisions.fenced,
                    decisions.unknown,
                    decisions.movedSweeps,
                    decisions.unwanted,
                    stopped);
        });
    }
}
