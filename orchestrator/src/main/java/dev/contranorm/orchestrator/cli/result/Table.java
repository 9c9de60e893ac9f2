package dev.contranorm.orchestrator.cli.result;

import dev.contranorm.orchestrator.cli.command.DatabaseCommand;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sweep table}: the result table of a sweep. */
@Command(name = "table", description = "Print the result table of a sweep.")
public final class Table extends DatabaseCommand {
    @Mixin
    private SweepArgument argument;

    @Mixin
    private OutputOption output;

    @Option(
            names = "--average",
            paramLabel = "PARAMETER",
            description =
                    "Put the values of a parameter side by side with their average: --average dataset for the tasks"
                            + " of a benchmark. Where one failed or has no result, there is no average.")
    private String average;

    @Override
    protected ExitCode run(ResultsDatabase results, Messages messages) {
        CellTable table = ResultTables.table(results.database(), argument.find(results.database()));
        messages.print((average == null ? table : averaged(table))
                .render(output.format(), Terminal.current().columns()));
        return ExitCode.OK;
    }

    private CellTable averaged(CellTable table) {
        if (!table.varying().contains(average)) {
            throw new UsageException("--average: '" + average + "' has no two values in this sweep; "
                    + Suggestion.among(average, table.varying()));
        }
        return table.averagedOver(average);
    }
}
