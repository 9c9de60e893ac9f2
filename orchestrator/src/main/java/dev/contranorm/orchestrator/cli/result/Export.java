package dev.contranorm.orchestrator.cli.result;

import dev.contranorm.db.Database;
import dev.contranorm.db.result.TrialRow;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.cli.command.DatabaseCommand;
import dev.contranorm.orchestrator.cli.option.SweepArgument;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.cli.output.Plural;
import dev.contranorm.orchestrator.cli.output.ResultTables;
import dev.contranorm.orchestrator.cli.output.Terminal;
import dev.contranorm.orchestrator.local.ResultsDatabase;
import dev.contranorm.orchestrator.report.RowsTable;
import dev.contranorm.orchestrator.report.TableFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sweep export}: writes a sweep and its evidence to files. */
@Command(
        name = "export",
        description = "Export a sweep to a folder: definition.yaml, table.{json,csv,md,tex}, trials.csv, metrics.csv.")
public final class Export extends DatabaseCommand {
    private static final int PAGE = 500;

    @Mixin
    private SweepArgument argument;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description = "Output folder (default: NAME-NUMBER of the sweep).")
    private Path directory;

    @Override
    protected ExitCode run(ResultsDatabase results, Messages messages) throws IOException {
        Database database = results.database();
        Sweep sweep = argument.find(database);
        Path folder = directory == null ? Path.of(sweep.name() + "-" + sweep.id()) : directory;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("definition.yaml"), sweep.definition());
        table(database, sweep, TableFormat.JSON, folder.resolve("table.json"));
        table(database, sweep, TableFormat.CSV, folder.resolve("table.csv"));
        table(database, sweep, TableFormat.MARKDOWN, folder.resolve("table.md"));
        table(database, sweep, TableFormat.LATEX, folder.resolve("table.tex"));
        long trials = trials(database, sweep, folder);
        messages.say(
                "exported sweep " + sweep.id() + " (" + Plural.of(trials, "trial") + ") to " + folder.toAbsolutePath());
        return ExitCode.OK;
    }

    private static void table(Database database, Sweep sweep, TableFormat format, Path file) throws IOException {
        Files.writeString(
                file,
                ResultTables.render(database, sweep, format, Terminal.current().columns()));
    }

    /** Writes trials and metrics page by page, because a sweep may have more trials than fit into memory. */
    private static long trials(Database database, Sweep sweep, Path folder) throws IOException {
        long next = 0;
        try (BufferedWriter trials = Files.newBufferedWriter(folder.resolve("trials.csv"));
                BufferedWriter metrics = Files.newBufferedWriter(folder.resolve("metrics.csv"))) {
            List<TrialRow> page = database.results().trials(sweep.id(), next, PAGE);
            boolean header = true;
            while (!page.isEmpty()) {
                List<List<Object>> rows = new ArrayList<>();
                List<List<Object>> points = new ArrayList<>();
                for (TrialRow trial : page) {
                    rows.add(row(trial));
                    database.results()
                            .history(trial.id())
                            .forEach(point ->
                                    points.add(List.of(trial.id(), point.name(), point.step(), point.value())));
                    next = trial.index() + 1;
                }
                append(
                        trials,
                        List.of("id", "index", "hash", "seed", "state", "metric", "reason", "wallMillis", "spec"),
                        rows,
                        header);
                append(metrics, List.of("trial", "name", "step", "value"), points, header);
                header = false;
                page = database.results().trials(sweep.id(), next, PAGE);
            }
        }
        return next;
    }

    private static void append(BufferedWriter file, List<String> columns, List<List<Object>> rows, boolean header)
            throws IOException {
        String text = new RowsTable(columns, rows).render(TableFormat.CSV);
        file.write(header ? text : text.substring(text.indexOf('\n') + 1));
    }

    private static List<Object> row(TrialRow trial) {
        return Arrays.asList(
                trial.id(),
                trial.index(),
                trial.spec().hash(),
                trial.spec().seed(),
                trial.status().state().label(),
                trial.status().metric().isPresent() ? trial.status().metric().getAsDouble() : null,
                trial.status().reason().orElse(null),
                trial.wallMillis().isPresent() ? trial.wallMillis().getAsDouble() : null,
                trial.spec().json());
    }
}
