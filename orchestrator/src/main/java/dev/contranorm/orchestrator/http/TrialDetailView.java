package dev.contranorm.orchestrator.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.contranorm.db.trial.Attempt;
import dev.contranorm.db.trial.AttemptEnd;
import dev.contranorm.db.trial.AttemptProgress;
import dev.contranorm.db.trial.AttemptTimes;
import dev.contranorm.db.trial.Checkpoint;
import dev.contranorm.db.trial.ResourceUsage;
import dev.contranorm.db.trial.TrialDetail;
import dev.contranorm.db.trial.TrialTimes;
import java.util.List;
import java.util.Optional;

/** Everything about one trial except its metric history. Its parts are written into one flat JSON object. */
record TrialDetailView(
        long id,
        long sweepId,
        long index,
        String hash,
        String cellHash,
        @JsonRawValue String spec,
        @JsonUnwrapped TrialStatusView status,
        @JsonUnwrapped TrialTimes times,
        List<AttemptView> attempts,
        List<Checkpoint> checkpoints) {
    /** One attempt. */
    record AttemptView(
            int number,
            String state,
            String worker,
            @JsonUnwrapped AttemptTimes times,
            @JsonUnwrapped AttemptProgress progress,
            @JsonRawValue String provenance,
            @JsonUnwrapped AttemptEnd end,
            Optional<ResourceUsage> usage,
            long lateEvents) {
        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.number(),
                    attempt.state().label(),
                    attempt.worker(),
                    attempt.times(),
                    attempt.progress(),
                    attempt.provenance().orElse(null),
                    attempt.end(),
                    attempt.usage(),
                    attempt.lateEvents());
        }
    }

    static TrialDetailView of(TrialDetail trial) {
        return new TrialDetailView(
                trial.id(),
                trial.sweepId(),
                trial.index(),
                trial.spec().hash(),
                trial.spec().cellHash(),
                trial.spec().json(),
                TrialStatusView.of(trial.status()),
                trial.times(),
                trial.attempts().stream().map(AttemptView::of).toList(),
                trial.checkpoints());
    }
}
