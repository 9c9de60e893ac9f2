package dev.contranorm.orchestrator.cli;

import dev.contranorm.orchestrator.report.RowsTable;
import dev.contranorm.zoo.data.PublishedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep data ls}: the datasets of the catalogue, and whether their files are there. */
@Command(name = "ls", description = "List the datasets and say whether their files are there.")
final class DataLs implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        DatasetNames names = new DatasetNames();
        List<List<Object>> rows = names.all().stream()
                .map(entry -> List.<Object>of(
                        entry.name(),
                        entry.family(),
                        presence(entry.name(), names.named(entry.name()).files()),
                        entry.sentence()))
                .toList();
        Messages.of(spec)
                .print(new RowsTable(List.of("dataset", "family", "files", "what"), rows).render(output.format()));
        return ExitCode.OK.number();
    }

    private String presence(String name, List<PublishedFile> files) {
        Optional<Path> folder = data.folder();
        if (files.isEmpty()) {
            return folder.isPresent() && Files.isDirectory(folder.get().resolve(name)) ? "there" : "-";
        }
        long there = folder.map(present -> files.stream()
                        .filter(file -> Files.exists(present.resolve(file.path())))
                        .count())
                .orElse(0L);
        return there == files.size() ? "there" : there == 0 ? "fetch" : there + " of " + files.size();
    }
}
