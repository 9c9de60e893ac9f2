package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.orchestrator.lifecycle.SweepService;
import picocli.CommandLine.Command;

/** {@code sweep resume}. */
@Command(name = "resume", description = "Go on with a sweep that was paused, stopped or cancelled.")
public final class Resume extends Steering {
    @Override
    String steer(SweepService sweeps, long sweepId) {
        return "is " + sweeps.resume(sweepId).state().label();
    }
}
