package dev.contranorm.db.event;

import dev.contranorm.db.trial.AttemptState;
import dev.contranorm.db.trial.ResourceUsage;
import java.time.Instant;

/** An attempt's row while a batch is applied to it. */
final class AttemptRecord {
    final long trialId;
    final int number;
    AttemptState state;
    String worker;
    Instant startedAt;
    Instant endedAt;
    int firstEpoch = 1;
    int epoch;
    int epochs;
    long lastSequence;
    long lastChunk;
    long lateEvents;
    /** Of a start in this batch; null when there was none. */
    String provenance;

    String failureKind;
    String reason;
    /** Of a failure in this batch; null when there was none. */
    String detail;

    ResourceUsage usage;
    boolean changed;

    AttemptRecord(long trialId, int number, AttemptState state) {
        this.trialId = trialId;
        this.number = number;
        this.state = state;
    }

    static AttemptRecord begun(TrialChange change, AttemptState state) {
        AttemptRecord attempt = new AttemptRecord(change.trialId(), change.attempt(), state);
        attempt.worker = change.worker();
        attempt.startedAt = change.at();
        return attempt;
    }

    void end(AttemptState how, Instant at, String why) {
        state = how;
        endedAt = at;
        reason = why;
        changed = true;
    }

    void revive() {
        state = AttemptState.RUNNING;
        endedAt = null;
        reason = null;
        changed = true;
    }
}
