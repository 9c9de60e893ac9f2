package dev.contranorm.orchestrator.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.contranorm.db.trial.Attempt;
import dev.contranorm.db.trial.Checkpoint;
import dev.contranorm.db.trial.ResourceUsage;
import dev.contranorm.db.trial.TrialDetail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;

/** One trial in full, without its metric history. */
record TrialDetailView(
        long id,
        long sweepId,
        long index,
        String hash,
        String cellHash,
        @JsonRawValue String spec,
        String state,
        Optional<String> reason,
        OptionalDouble metric,
        SortedMap<String, Double> metrics,
        OptionalLong reusedFrom,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        List<AttemptView> attempts,
        List<Checkpoint> checkpoints) {
    /** One attempt. */
    record AttemptView(
            int number,
            String state,
            String worker,
            Instant startedAt,
            Instant heardAt,
            Optional<Instant> endedAt,
            int firstEpoch,
            int epoch,
            int epochs,
            @JsonRawValue String provenance,
            Optional<String> failureKind,
            Optional<String> reason,
            Optional<String> detail,
            Optional<ResourceUsage> usage,
            long lateEvents) {
        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.number(),
                    attempt.state().label(),
                    attempt.worker(),
                    attempt.startedAt(),
                    attempt.heardAt(),
                    attempt.endedAt(),
                    attempt.firstEpoch(),
                    attempt.epoch(),
                    attempt.epochs(),
                    attempt.provenance().orElse(null),
                    attempt.failureKind(),
                    attempt.reason(),
                    attempt.detail(),
                    attempt.usage(),
                    attempt.lateEvents());
        }
    }

    static TrialDetailView of(TrialDetail trial) {
        return new TrialDetailView(
                trial.id(),
                trial.sweepId(),
                trial.index(),
                trial.hash(),
                trial.cellHash(),
                trial.spec(),
                trial.state().label(),
                trial.reason(),
                trial.metric(),
                trial.metrics(),
                trial.reusedFrom(),
                trial.createdAt(),
                trial.startedAt(),
                trial.endedAt(),
                trial.attempts().stream().map(AttemptView::of).toList(),
                trial.checkpoints());
    }
}
