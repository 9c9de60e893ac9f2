package dev.contranorm.db.event;

import dev.contranorm.db.trial.TrialCause;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.db.trial.TrialTransitions;
import java.util.TreeMap;

/** A trial's row while a batch is applied to it: loaded and locked, changed in memory, written at the end. */
final class TrialRecord {
    final long id;
    final long sweepId;
    /** What decisions need of the sweep; it cannot change while a batch is applied. */
    final SweepTerms sweep;

    final String dataset;
    final TreeMap<Integer, AttemptRecord> attempts = new TreeMap<>();
    TrialState state;
    String reason;
    int attempt;
    int spentAttempts;
    Double metric;
    String metrics;
    long versionSteps;
    boolean changed;
    boolean publish;
    boolean unpublish;

    /** @param ending whether the sweep is being stopped or was cancelled: nothing starts again */
    record SweepTerms(int maxAttempts, String metric, boolean ending) {}

    TrialRecord(
            long id, long sweepId, SweepTerms sweep, String dataset, TrialState state, int attempt, int spentAttempts) {
        this.id = id;
        this.sweepId = sweepId;
        this.sweep = sweep;
        this.dataset = dataset;
        this.state = state;
        this.attempt = attempt;
        this.spentAttempts = spentAttempts;
    }

    /** Moves by the table of transitions; a forbidden move is a bug of the caller. */
    void move(TrialCause cause, String newReason) {
        TrialState next = TrialTransitions.next(state, cause)
                .orElseThrow(() -> new IllegalStateException(
                        "trial " + id + " is " + state + ", which " + cause + " does not change"));
        if (next == TrialState.PENDING) {
            publish = publish || cause == TrialCause.FAILED_RETRYABLY || cause == TrialCause.GIVEN_UP;
        } else if (state == TrialState.PENDING) {
            publish = false;
            unpublish = true;
        }
        if (next != state || newReason != null) {
            versionSteps++;
        }
        state = next;
        reason = newReason;
        changed = true;
    }

    boolean attemptsLeft() {
        return spentAttempts < sweep.maxAttempts();
    }
}
