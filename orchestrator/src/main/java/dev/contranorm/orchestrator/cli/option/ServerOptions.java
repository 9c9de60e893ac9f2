package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.orchestrator.local.LocalSettings;
import dev.contranorm.orchestrator.local.home.SweepHome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command opens the house. */
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
                    "Serve the HTTP API on this port of 127.0.0.1 (0: any free one; SWEEP_HTTP_HOST: another host).")
    private Integer httpPort;

    @Option(
            names = "--mlflow",
            description =
                    "Start an MLflow server too, where `mlflow` is installed; MLFLOW_TRACKING_URI names a running one"
                            + " instead.")
    private boolean mlflow;

    public LocalSettings settings() {
        return settings(httpPort == null ? OptionalInt.empty() : OptionalInt.of(httpPort));
    }

    /** With the API in any case, on a port of the command's choice when the user has none. */
    public LocalSettings settingsWithApi(int defaultPort) {
        return settings(OptionalInt.of(httpPort == null ? defaultPort : httpPort));
    }

    private LocalSettings settings(OptionalInt port) {
        if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > 65_535)) {
            throw new UsageException("--http-port: must be between 0 and 65535, not " + port.getAsInt());
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

    /** Whether trials are trained by workers of this house, which read its data folder. */
    public boolean trainsHere() {
        return workers.workers() > 0;
    }

    /** The log of the house; its folder is made. */
    public Path log() {
        folder().create();
        return folder().logs().resolve("orchestrator.log");
    }
}
