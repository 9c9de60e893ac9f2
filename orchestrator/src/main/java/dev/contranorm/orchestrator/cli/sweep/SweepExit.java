package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.output.Plural;

/** The exit code for a sweep that has ended, and a hint if it was cancelled or trials failed. */
final class SweepExit {
    private SweepExit() {}

    static ExitCode of(SweepProgress progress, Messages messages, Sweep sweep) {
        if (progress.state() == SweepState.CANCELLED) {
            messages.say("sweep " + sweep.id() + " was cancelled; continue it with `sweep resume " + sweep.id() + "`");
            return ExitCode.FAILURE;
        }
        long failed = progress.count(TrialState.FAILED);
        if (failed == 0) {
            return ExitCode.OK;
        }
        messages.say(Plural.of(failed, "trial") + " failed; see why with `sweep status " + sweep.id() + "`");
        return ExitCode.FAILED_TRIALS;
    }
}
