package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.sweep.SweepStore;
import dev.contranorm.db.trial.ChunkResult;
import dev.contranorm.db.trial.SpecRow;
import dev.contranorm.db.trial.TrialStore;
import dev.contranorm.orchestrator.plan.Plan;
import dev.contranorm.zoo.trial.TrialSpec;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the trials of submitted sweeps in chunks, taking the sweeps in turn. The sweep's row records how many trials are
 * written, in the same transaction as the trials, so that a crash neither loses nor duplicates one.
 */
public final class ExpandSweeps implements PeriodicTask {
    private static final Logger LOG = LoggerFactory.getLogger(ExpandSweeps.class);

    private final SweepStore sweeps;
    private final TrialStore trials;
    private final PlanCache plans;
    private final int chunkSize;
    private final Duration pause;

    public ExpandSweeps(SweepStore sweeps, TrialStore trials, PlanCache plans, int chunkSize, Duration pause) {
        this.sweeps = sweeps;
        this.trials = trials;
        this.plans = plans;
        this.chunkSize = chunkSize;
        this.pause = pause;
    }

    @Override
    public String id() {
        return "expand-sweeps";
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public void perform() {
        List<Sweep> expanding = sweeps.inStates(Set.of(SweepState.EXPANDING));
        while (!expanding.isEmpty()) {
            expanding.forEach(this::addChunk);
            expanding = sweeps.inStates(Set.of(SweepState.EXPANDING));
        }
    }

    private void addChunk(Sweep sweep) {
        Plan plan;
        try {
            plan = plans.of(sweep);
        } catch (PlanChangedException problem) {
            LOG.error("Sweep {} ({}) is stopped: {}", sweep.id(), sweep.name(), problem.getMessage());
            sweeps.move(sweep.id(), SweepState.STOPPING);
            return;
        }
        long from = sweep.expandedTrials();
        if (from < plan.trials()) {
            List<SpecRow> chunk =
                    plan.specs(from).limit(chunkSize).map(ExpandSweeps::specRow).toList();
            ChunkResult result = trials.addChunk(sweep.id(), from, chunk);
            from = result.expandedTrials();
        }
        if (from >= plan.trials() && sweeps.move(sweep.id(), SweepState.RUNNING)) {
            plans.forget(sweep.id());
            LOG.info("Sweep {} ({}): all {} trials written", sweep.id(), sweep.name(), plan.trials());
        }
    }

    private static SpecRow specRow(TrialSpec spec) {
        return new SpecRow(
                spec.hash(),
                spec.cellHash(),
                spec.dataset(),
                spec.backbone(),
                spec.norm(),
                spec.protocol().label(),
                spec.seed(),
                spec.canonicalJson());
    }
}
