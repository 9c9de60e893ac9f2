package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.orchestrator.lifecycle.SweepService;
import picocli.CommandLine.Command;

/** {@code sweep pause}. */
@Command(name = "pause", description = "Start no more trials of a sweep; what runs goes on to its end.")
public final class Pause extends Steering {
    @Override
    String steer(SweepService sweeps, long sweepId) {
        return "is " + sweeps.pause(sweepId).state().label();
    }
}
