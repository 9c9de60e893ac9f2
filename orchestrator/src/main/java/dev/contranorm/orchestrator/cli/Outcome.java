package dev.contranorm.orchestrator.cli;

import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.TrialState;

/** The exit code of an ended sweep. */
final class Outcome {
    private Outcome() {}

    static ExitCode of(SweepProgress progress) {
        return progress.count(TrialState.FAILED) > 0 ? ExitCode.FAILED_TRIALS : ExitCode.OK;
    }
}
