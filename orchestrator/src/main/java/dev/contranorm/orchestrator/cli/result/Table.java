package dev.contranorm.orchestrator.cli.result;

import dev.contranorm.orchestrator.cli.option.HomeOption;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.option.SweepArgument;
import dev.contranorm.orchestrator.cli.option.UsageException;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.output.ResultTables;
import dev.contranorm.orchestrator.cli.output.Terminal;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.report.CellTable;
import dev.contranorm.zoo.trial.Suggestion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep table}: the result table of a sweep. */
@Command(name = "table", description = "Print the result table of a sweep.")
public final class Table implements Callable<Integer> {
    @Mixin
    private SweepArgument argument;

    @Mixin
    private HomeOption home;

    @Mixin
    private OutputOption output;

    @Option(
            names = "--average",
            paramLabel = "PARAMETER",
            description =
                    "Put the values of a parameter side by side with their average: --average dataset for the tasks"
                            + " of a benchmark. Where one failed or has no result, there is no average.")
    private String average;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (ResultsDatabase house = ResultsDatabase.open(home.folder(), System.getenv(), false)) {
            CellTable table = ResultTables.table(house.database(), argument.find(house.database()));
            Messages.of(spec)
                    .print((average == null ? table : averaged(table))
                            .render(output.format(), Terminal.current().columns()));
        }
        return ExitCode.OK.number();
    }

    private CellTable averaged(CellTable table) {
        if (!table.varying().contains(average)) {
            throw new UsageException("--average: '" + average + "' has no two values in this sweep; "
                    + Suggestion.among(average, table.varying()));
        }
        return table.averagedOver(average);
    }
}
