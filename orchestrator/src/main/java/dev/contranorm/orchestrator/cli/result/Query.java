package dev.contranorm.orchestrator.cli.result;

import dev.contranorm.db.query.Rows;
import dev.contranorm.orchestrator.cli.command.DatabaseCommand;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.option.UsageException;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.output.Terminal;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.report.RowsTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sweep query}: one SELECT on the results database, read only. */
@Command(
        name = "query",
        description = "Run one SELECT on the results, read only.",
        footer = {
            "",
            "Views to ask: leaderboard, cell_summary, trial_detail. For example",
            "  sweep query \"select * from leaderboard limit 5\" -o json"
        })
public final class Query extends DatabaseCommand {
    @Parameters(paramLabel = "SQL", description = "One SELECT, WITH, VALUES or TABLE statement.")
    private String sql;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10000",
            description = "At most N rows (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private OutputOption output;

    @Override
    protected void prepare() {
        if (limit < 1) {
            throw new UsageException("--limit: must be at least 1, not " + limit);
        }
    }

    @Override
    protected ExitCode run(ResultsDatabase results, Messages messages) {
        Rows rows = results.database().query().run(sql, limit);
        messages.print(new RowsTable(rows.columns(), rows.rows()).render(output.format(), Terminal.outputColumns()));
        if (rows.truncated()) {
            messages.say("only the first " + limit + " rows are shown; ask for more with --limit");
        }
        return ExitCode.OK;
    }
}
