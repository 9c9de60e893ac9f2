package dev.contranorm.orchestrator.cli;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.cli.watch.PlainView;
import dev.contranorm.orchestrator.lifecycle.SweepStatus;
import dev.contranorm.orchestrator.local.HouseDatabase;
import dev.contranorm.orchestrator.local.SweepControl;
import dev.contranorm.orchestrator.report.RowsTable;
import dev.contranorm.orchestrator.report.TableFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep status}: how far a sweep is, what runs, and what failed and why. */
@Command(name = "status", description = "Show how far a sweep is, what runs now, and what failed and why.")
final class Status implements Callable<Integer> {
    private static final int MOST_FAILURES = 20;

    @Mixin
    private SweepArgument argument;

    @Mixin
    private HomeOption home;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Messages messages = Messages.of(spec);
        try (HouseDatabase house = HouseDatabase.open(home.folder(), System.getenv(), false)) {
            Sweep sweep = argument.find(house.database());
            SweepStatus status =
                    SweepControl.of(house, System.getenv()).sweeps().status(sweep.id());
            if (output.format() != TableFormat.TABLE) {
                messages.print(counts(status.progress()).render(output.format()));
                return ExitCode.OK.number();
            }
            messages.print(
                    "sweep " + sweep.id() + " " + status.progress().state().label() + "\n");
            new PlainView(messages.out(), Duration.ZERO, Clock.systemUTC()).show(status);
            house.database()
                    .results()
                    .failed(sweep.id(), MOST_FAILURES)
                    .forEach(trial -> messages.print("  trial " + trial.id() + " failed: "
                            + trial.status().reason().orElse("") + "\n"));
        }
        return ExitCode.OK.number();
    }

    private static RowsTable counts(SweepProgress progress) {
        List<String> columns = new ArrayList<>(List.of("sweep", "state", "trials", "expanded", "reused"));
        List<Object> values = new ArrayList<>(List.of(
                progress.sweepId(),
                progress.state().label(),
                progress.plannedTrials(),
                progress.expandedTrials(),
                progress.reused()));
        for (TrialState state : TrialState.values()) {
            columns.add(state.label());
            values.add(progress.count(state));
        }
        return new RowsTable(columns, List.of(values));
    }
}
