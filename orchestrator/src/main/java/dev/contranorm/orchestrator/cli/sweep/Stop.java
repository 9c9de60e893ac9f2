package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.orchestrator.lifecycle.SweepService;
import picocli.CommandLine.Command;

/** {@code sweep stop}. */
@Command(name = "stop", description = "End a sweep early: what runs goes on to its end, the rest is cancelled.")
public final class Stop extends Steering {
    @Override
    String steer(SweepService sweeps, long sweepId) {
        return "is " + sweeps.stop(sweepId).state().label();
    }
}
