package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.orchestrator.lifecycle.SweepService;
import picocli.CommandLine.Command;

/** {@code sweep cancel}. */
@Command(name = "cancel", description = "Break a sweep off: running trials too.")
public final class Cancel extends Steering {
    @Override
    String steer(SweepService sweeps, long sweepId) {
        return "is " + sweeps.cancel(sweepId).state().label();
    }
}
