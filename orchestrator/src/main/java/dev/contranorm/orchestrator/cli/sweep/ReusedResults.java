package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.TrialState;
import java.util.Optional;

/** What earlier runs have left for this one, in a sentence. */
final class ReusedResults {
    private ReusedResults() {}

    /** @param retried failed or cancelled trials that are tried again */
    static Optional<String> of(SweepProgress progress, int retried) {
        long finished = progress.count(TrialState.SUCCEEDED) + progress.count(TrialState.STOPPED);
        if (finished == 0 && retried == 0) {
            return Optional.empty();
        }
        return Optional.of(finished + " of " + progress.plannedTrials()
                + " trials were finished before and are reused"
                + (retried == 0 ? "" : "; " + retried + " that failed or were broken off are tried again"));
    }
}
