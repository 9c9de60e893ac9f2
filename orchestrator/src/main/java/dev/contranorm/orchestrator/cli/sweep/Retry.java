package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.orchestrator.lifecycle.SweepService;
import picocli.CommandLine.Command;

/** {@code sweep retry}. */
@Command(name = "retry", description = "Try the failed trials of a sweep again.")
public final class Retry extends Steering {
    @Override
    String steer(SweepService sweeps, long sweepId) {
        int retried = sweeps.retry(sweepId);
        return retried == 0 ? "has no failed trials" : "tries " + retried + " trials again";
    }
}
