package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.cli.command.DatabaseCommand;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.report.RowsTable;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sweep ls}: the sweeps there are. */
@Command(name = "ls", description = "List the sweeps, the newest first.")
public final class Ls extends DatabaseCommand {
    @Mixin
    private OutputOption output;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most N (default: 50).")
    private int limit;

    @Override
    protected ExitCode run(ResultsDatabase results, Messages messages) {
        Database database = results.database();
        List<List<Object>> rows = database.sweeps().list(limit).stream()
                .map(sweep -> row(sweep, database.sweeps().progress(sweep.id())))
                .toList();
        RowsTable table = new RowsTable(
                List.of("id", "name", "state", "protocol", "done", "failed", "trials", "reused", "created"), rows);
        messages.print(table.render(output.format()));
        return ExitCode.OK;
    }

    private static List<Object> row(Sweep sweep, SweepProgress progress) {
        return Arrays.asList(
                sweep.id(),
                sweep.name(),
                progress.state().label(),
                sweep.protocol(),
                progress.count(TrialState.SUCCEEDED) + progress.count(TrialState.STOPPED),
                progress.count(TrialState.FAILED),
                progress.plannedTrials(),
                progress.reused(),
                sweep.createdAt());
    }
}
