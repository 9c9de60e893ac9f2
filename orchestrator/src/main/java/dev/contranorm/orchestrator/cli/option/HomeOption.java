package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.orchestrator.local.home.SweepHome;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --home}: the home of the local server. */
public final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Home: the folder of the local database, broker, checkpoints and logs (default: SWEEP_HOME, or .sweep).")
    private Path home;

    public SweepHome folder() {
        return home == null ? SweepHome.of(System.getenv()) : new SweepHome(home);
    }
}
