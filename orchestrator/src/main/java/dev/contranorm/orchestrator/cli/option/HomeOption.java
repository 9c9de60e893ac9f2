package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.orchestrator.local.home.HouseFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --home}: the folder of the house. */
public final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Folder of the local database, broker, checkpoints and logs (default: SWEEP_HOME, or .sweep).")
    private Path home;

    public HouseFolder folder() {
        return home == null ? HouseFolder.of(System.getenv()) : new HouseFolder(home);
    }
}
