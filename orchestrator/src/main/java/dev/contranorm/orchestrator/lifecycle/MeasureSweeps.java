package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.TrialState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Updates the meters of unfinished sweeps: their trials by state. A scrape reads the meters and never the database. */
public final class MeasureSweeps implements PeriodicTask {
    private static final Set<SweepState> OPEN =
            EnumSet.of(SweepState.EXPANDING, SweepState.RUNNING, SweepState.PAUSED, SweepState.STOPPING);

    private final Database database;
    private final MultiGauge trials;
    private final MultiGauge waiting;

    public MeasureSweeps(Database database, MeterRegistry meters) {
        this.database = database;
        this.trials = MultiGauge.builder("sweep.trials")
                .description("Trials of unfinished sweeps, by state")
                .register(meters);
        this.waiting = MultiGauge.builder("sweep.outbox.waiting")
                .description("Trials waiting to be published")
                .register(meters);
    }

    @Override
    public String id() {
        return "measure-sweeps";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void perform() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Sweep sweep : database.sweeps().inStates(OPEN)) {
            SweepProgress progress = database.sweeps().progress(sweep.id());
            for (TrialState state : TrialState.values()) {
                Tags tags = Tags.of("sweep", Long.toString(sweep.id()), "name", sweep.name(), "state", state.label());
                rows.add(MultiGauge.Row.of(tags, progress.count(state)));
            }
        }
        trials.register(rows, true);
        waiting.register(
                List.of(MultiGauge.Row.of(Tags.empty(), database.outbox().waiting())), true);
    }
}
