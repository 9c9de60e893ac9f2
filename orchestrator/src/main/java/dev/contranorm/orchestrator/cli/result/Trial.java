package dev.contranorm.orchestrator.cli.result;

import dev.contranorm.db.trial.Attempt;
import dev.contranorm.db.trial.TrialDetail;
import dev.contranorm.orchestrator.cli.command.DatabaseCommand;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.option.TrialArgument;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.report.RowsTable;
import dev.contranorm.orchestrator.report.TableFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sweep trial}: shows one trial. */
@Command(name = "trial", description = "Show a trial: its specification, attempts and metrics.")
public final class Trial extends DatabaseCommand {
    @Mixin
    private TrialArgument argument;

    @Option(names = "--history", description = "Print every point of every metric instead.")
    private boolean history;

    @Mixin
    private OutputOption output;

    @Override
    protected ExitCode run(ResultsDatabase results, Messages messages) {
        TrialDetail trial = argument.find(results.database());
        if (history) {
            List<List<Object>> points = results.database().results().history(trial.id()).stream()
                    .map(point -> List.<Object>of(point.name(), point.step(), point.value()))
                    .toList();
            messages.print(new RowsTable(List.of("name", "step", "value"), points).render(output.format()));
        } else if (output.format() == TableFormat.TABLE) {
            messages.print(text(trial));
        } else {
            messages.print(row(trial).render(output.format()));
        }
        return ExitCode.OK;
    }

    private static String text(TrialDetail trial) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "trial",
                trial.id() + " of sweep " + trial.sweepId() + ", "
                        + trial.status().state().label());
        trial.status().reason().ifPresent(reason -> line(text, "reason", reason));
        line(text, "spec", trial.spec().json());
        line(text, "hash", trial.spec().hash());
        trial.status().reusedFrom().ifPresent(from -> line(text, "result", "reused from trial " + from));
        trial.status().metrics().forEach((name, value) -> line(text, name, Double.toString(value)));
        trial.attempts().forEach(attempt -> {
            line(
                    text,
                    "attempt " + attempt.number(),
                    attempt.state().label() + " on " + attempt.worker() + ", epoch "
                            + attempt.progress().epoch() + " of "
                            + attempt.progress().epochs()
                            + reason(attempt));
            attempt.provenance().ifPresent(provenance -> line(text, "provenance", provenance));
            attempt.end().detail().ifPresent(detail -> text.append(detail.indent(2)));
        });
        trial.checkpoints()
                .forEach(checkpoint ->
                        line(text, "checkpoint", "epoch " + checkpoint.epoch() + ", " + checkpoint.location()));
        return text.toString();
    }

    private static String reason(Attempt attempt) {
        return attempt.end().reason().map(reason -> ": " + reason).orElse("");
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-20s %s%n", name, value));
    }

    private static RowsTable row(TrialDetail trial) {
        List<String> columns = new ArrayList<>(List.of("id", "sweep", "state", "seed", "hash", "spec", "reason"));
        List<Object> values = new ArrayList<>(Arrays.asList(
                trial.id(),
                trial.sweepId(),
                trial.status().state().label(),
                trial.spec().seed(),
                trial.spec().hash(),
                trial.spec().json(),
                trial.status().reason().orElse(null)));
        trial.status().metrics().forEach((name, value) -> {
            columns.add(name);
            values.add(value);
        });
        return new RowsTable(columns, List.of(values));
    }
}
