package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.orchestrator.lifecycle.SweepStatus;
import java.time.Duration;

/** Looks at a sweep again and again until it has ended. */
public final class SweepWatch {
    private static final Duration PAUSE = Duration.ofMillis(400);

    private final SweepService sweeps;
    private final ProgressView view;
    private final Runnable check;

    /** @param check runs at every look; what it throws ends the watch */
    public SweepWatch(SweepService sweeps, ProgressView view, Runnable check) {
        this.sweeps = sweeps;
        this.view = view;
        this.check = check;
    }

    /** Returns the last look, at the ended sweep. */
    public SweepStatus untilEnded(long sweepId) throws InterruptedException {
        while (true) {
            SweepStatus status = sweeps.status(sweepId);
            view.show(status);
            if (status.progress().state().ended()) {
                return status;
            }
            check.run();
            Thread.sleep(PAUSE.toMillis());
        }
    }
}
