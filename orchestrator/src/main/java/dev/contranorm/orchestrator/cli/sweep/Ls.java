package dev.contranorm.orchestrator.cli.sweep;

import dev.contranorm.db.Database;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.cli.option.HomeOption;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.report.RowsTable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep ls}: the sweeps there are. */
@Command(name = "ls", description = "List the sweeps, the newest first.")
public final class Ls implements Callable<Integer> {
    @Mixin
    private HomeOption home;

    @Mixin
    private OutputOption output;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most N (default: 50).")
    private int limit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (ResultsDatabase house = ResultsDatabase.open(home.folder(), System.getenv(), false)) {
            Database database = house.database();
            List<List<Object>> rows = database.sweeps().list(limit).stream()
                    .map(sweep -> row(sweep, database.sweeps().progress(sweep.id())))
                    .toList();
            RowsTable table = new RowsTable(
                    List.of("id", "name", "state", "protocol", "done", "failed", "trials", "reused", "created"), rows);
            Messages.of(spec).print(table.render(output.format()));
        }
        return ExitCode.OK.number();
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
