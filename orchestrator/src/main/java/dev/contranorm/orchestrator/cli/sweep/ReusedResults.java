package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.cli.output.Plural;
import java.util.Optional;

/** The message about the trials that a run reuses from earlier runs. */
final class ReusedResults {
    private ReusedResults() {}

    /** @param retried number of failed or cancelled trials that are retried */
    static Optional<String> of(SweepProgress progress, int retried) {
        long finished = progress.count(TrialState.SUCCEEDED) + progress.count(TrialState.STOPPED);
        if (finished == 0 && retried == 0) {
            return Optional.empty();
        }
        return Optional.of("reusing " + finished + " of " + progress.plannedTrials()
                + " trials, which finished earlier"
                + (retried == 0 ? "" : "; retrying " + Plural.of(retried, "failed or cancelled trial")));
    }
}
