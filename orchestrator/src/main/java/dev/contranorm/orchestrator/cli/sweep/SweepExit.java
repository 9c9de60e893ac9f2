package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;

/** The exit code of an ended sweep, and a hint when something failed. */
final class SweepExit {
    private SweepExit() {}

    static ExitCode of(SweepProgress progress, Messages messages, Sweep sweep) {
        if (progress.state() == SweepState.CANCELLED) {
            messages.say("sweep " + sweep.id() + " was cancelled; `sweep resume " + sweep.id() + "` takes it up again");
            return ExitCode.FAILURE;
        }
        long failed = progress.count(TrialState.FAILED);
        if (failed == 0) {
            return ExitCode.OK;
        }
        messages.say(
                failed + (failed == 1 ? " trial" : " trials") + " failed; `sweep status " + sweep.id() + "` says why");
        return ExitCode.FAILED_TRIALS;
    }
}
