package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.orchestrator.local.home.SweepHome;
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

    public SweepHome folder() {
        return home == null ? SweepHome.of(System.getenv()) : new SweepHome(home);
    }
}
