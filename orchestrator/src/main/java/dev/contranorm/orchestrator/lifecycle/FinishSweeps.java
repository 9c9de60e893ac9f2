package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.sweep.SweepStore;
import dev.contranorm.db.trial.TrialStore;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sweeps whose trials have all ended. In a stopping sweep, waiting trials (such as a retried one) are cancelled and never
 * start.
 */
public final class FinishSweeps implements PeriodicTask {
    private static final Logger LOG = LoggerFactory.getLogger(FinishSweeps.class);

    private final SweepStore sweeps;
    private final TrialStore trials;
    private final Duration pause;

    public FinishSweeps(SweepStore sweeps, TrialStore trials, Duration pause) {
        this.sweeps = sweeps;
        this.trials = trials;
        this.pause = pause;
    }

    @Override
    public String id() {
        return "finish-sweeps";
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public void perform() {
        for (Sweep sweep : sweeps.inStates(Set.of(SweepState.STOPPING))) {
            int cancelled = trials.cancelUnstarted(sweep.id());
            if (cancelled > 0) {
                LOG.info("Sweep {} ({}) is stopping: {} waiting trials cancelled", sweep.id(), sweep.name(), cancelled);
            }
        }
        int finished = sweeps.finishCompleted();
        if (finished > 0) {
            LOG.info("{} finished", finished == 1 ? "A sweep has" : finished + " sweeps have");
        }
    }
}
