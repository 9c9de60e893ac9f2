package dev.contranorm.orchestrator.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --data}: the folder of the datasets. */
public final class DataOption {
    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the datasets (default: SWEEP_DATA).")
    private Path data;

    public Optional<Path> folder() {
        if (data != null) {
            return Optional.of(data.toAbsolutePath());
        }
        String named = System.getenv().getOrDefault("SWEEP_DATA", "");
        return named.isBlank() ? Optional.empty() : Optional.of(Path.of(named).toAbsolutePath());
    }
}
