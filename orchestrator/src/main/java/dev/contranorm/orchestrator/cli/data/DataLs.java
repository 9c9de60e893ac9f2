package dev.contranorm.orchestrator.cli.data;

import dev.contranorm.orchestrator.cli.option.DataOption;
import dev.contranorm.orchestrator.cli.option.NotFoundException;
import dev.contranorm.orchestrator.cli.option.OutputOption;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.dataset.DataCheck;
import dev.contranorm.orchestrator.report.RowsTable;
import dev.contranorm.zoo.data.Dataset;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.CatalogueEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep data ls}: lists the datasets of the catalogue, their statistics, and whether their files are present. */
@Command(
        name = "ls",
        description = "List the datasets with their published statistics and whether their files are present.")
final class DataLs implements Callable<Integer> {
    private static final String THERE = "there";
    private static final String GENERATED = "-";
    private static final List<String> FACTS = List.of("nodes", "edges", "features", "classes", "splits");

    @Option(
            names = "--read",
            description = "Read the files that are present and print their own statistics and digest. Takes longer.")
    private boolean read;

    @Mixin
    private DataOption data;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    private DatasetNames names;
    private boolean damaged;

    @Override
    public Integer call() {
        names = new DatasetNames();
        List<String> columns = new ArrayList<>(List.of("dataset", "family", "files"));
        columns.addAll(FACTS);
        if (read) {
            columns.add("digest");
        }
        columns.add("what");
        List<List<Object>> rows = names.all().stream().map(this::row).toList();
        Messages.of(spec).print(new RowsTable(columns, rows).render(output.format()));
        return damaged ? ExitCode.FAILURE.number() : ExitCode.OK.number();
    }

    private List<Object> row(CatalogueEntry entry) {
        Dataset dataset = names.named(entry.name());
        String presence = presence(entry.name(), dataset);
        SortedMap<String, Object> facts = new TreeMap<>();
        try {
            facts.putAll(facts(entry.name(), dataset, presence));
        } catch (DatasetException wrong) {
            damaged = true;
            presence = "damaged";
            Messages.of(spec).say(wrong.getMessage());
        } catch (NotFoundException noBackboneYet) {
            // It is listed anyway, without statistics.
        }
        List<Object> row = new ArrayList<>(List.of(entry.name(), entry.family(), presence));
        FACTS.forEach(fact -> row.add(facts.get(fact)));
        if (read) {
            row.add(facts.get("digest"));
        }
        row.add(entry.description());
        return row;
    }

    private SortedMap<String, Object> facts(String name, Dataset dataset, String presence) throws DatasetException {
        var trial = names.trialOn(name, Map.of());
        if (read && presence.equals(THERE)) {
            return new DataCheck(data.folder()).inspect(trial);
        }
        SortedMap<String, Object> published = dataset.published(trial);
        published.remove("digest");
        return published;
    }

    private String presence(String name, Dataset dataset) {
        Optional<Path> folder = data.folder();
        List<String> places = folder.map(dataset::places).orElse(List.of());
        if (places.isEmpty()) {
            boolean named = folder.isPresent() && Files.isDirectory(folder.get().resolve(name));
            return named ? THERE : isOffered(dataset) ? "fetch" : GENERATED;
        }
        long there = places.stream()
                .filter(place -> Files.exists(folder.get().resolve(place)))
                .count();
        if (there == places.size()) {
            return THERE;
        }
        String missing = isOffered(dataset) ? "fetch" : "missing";
        return there == 0 ? missing : there + " of " + places.size();
    }

    private static boolean isOffered(Dataset dataset) {
        return !dataset.files().isEmpty() || !dataset.archives().isEmpty();
    }
}
