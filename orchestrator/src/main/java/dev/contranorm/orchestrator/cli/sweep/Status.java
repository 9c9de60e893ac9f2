package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.cli.command.DatabaseCommand;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.option.SweepArgument;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.watch.PlainProgress;
import dev.contranorm.orchestrator.lifecycle.SweepStatus;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.local.SweepControl;
import dev.contranorm.orchestrator.report.RowsTable;
import dev.contranorm.orchestrator.report.TableFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sweep status}: shows the progress of a sweep, its running trials and its failures. */
@Command(name = "status", description = "Show the progress of a sweep, its running trials, and why trials failed.")
public final class Status extends DatabaseCommand {
    private static final int MAX_FAILURES = 20;

    @Mixin
    private SweepArgument argument;

    @Mixin
    private OutputOption output;

    @Override
    protected ExitCode run(ResultsDatabase results, Messages messages) {
        Sweep sweep = argument.find(results.database());
        SweepStatus status = SweepControl.of(results, System.getenv()).sweeps().status(sweep.id());
        if (output.format() != TableFormat.TABLE) {
            messages.print(counts(status.progress()).render(output.format()));
            return ExitCode.OK;
        }
        messages.print("sweep " + sweep.id() + " " + status.progress().state().label() + "\n");
        new PlainProgress(messages.out(), Duration.ZERO, Clock.systemUTC()).show(status);
        results.database()
                .results()
                .failed(sweep.id(), MAX_FAILURES)
                .forEach(trial -> messages.print("  trial " + trial.id() + " failed: "
                        + trial.status().reason().orElse("") + "\n"));
        return ExitCode.OK;
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
