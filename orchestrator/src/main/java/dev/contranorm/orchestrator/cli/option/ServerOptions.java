package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.orchestrator.local.LocalSettings;
import dev.contranorm.orchestrator.local.home.SweepHome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that start a local server. */
public final class ServerOptions {
    @Mixin
    private HomeOption home;

    @Mixin
    private DataOption data;

    @Mixin
    private WorkersOption workers;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description =
                    "Serve the HTTP API on this port of 127.0.0.1 (0: any free port). SWEEP_HTTP_HOST sets another host.")
    private Integer httpPort;

    @Option(
            names = "--mlflow",
            description = "Start an MLflow server too; requires `mlflow` on the PATH. To use a running server, set"
                    + " MLFLOW_TRACKING_URI instead.")
    private boolean mlflow;

    public LocalSettings settings() {
        return settings(httpPort == null ? OptionalInt.empty() : OptionalInt.of(httpPort));
    }

    /** Settings with the HTTP API enabled, on the default port unless {@code --http-port} sets another. */
    public LocalSettings settingsWithApi(int defaultPort) {
        return settings(OptionalInt.of(httpPort == null ? defaultPort : httpPort));
    }

    private LocalSettings settings(OptionalInt port) {
        if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > 65_535)) {
            throw new UsageException("--http-port: " + port.getAsInt() + " is out of range; use 0 to 65535");
        }
        return new LocalSettings(folder(), workers.workers(), workers.threads(), data(), port, mlflow, System.getenv());
    }

    public SweepHome folder() {
        return home.folder();
    }

    public Optional<Path> data() {
        return data.folder();
    }

    public int workers() {
        return workers.workers();
    }

    /** Whether workers of this server train, which read its data folder. */
    public boolean trainsHere() {
        return workers.workers() > 0;
    }

    /** The log file of the server; its folder is created. */
    public Path log() {
        folder().create();
        return folder().logs().resolve("orchestrator.log");
    }
}
