package dev.contranorm.orchestrator.local;

import dev.contranorm.orchestrator.local.home.SweepHome;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Settings of the local server.
 *
 * @param workers worker processes; 0 leaves training to workers elsewhere
 * @param threads computing threads of one worker
 * @param dataFolder where datasets are read
 * @param httpPort the port of the HTTP API, 0 for any free one; empty to leave the API out
 * @param mlflow whether to start an MLflow server
 * @param environment names real servers: {@code DATABASE_URL}, {@code KAFKA_BOOTSTRAP_SERVERS}, {@code MLFLOW_TRACKING_URI}
 */
public record LocalSettings(
        SweepHome folder,
        int workers,
        int threads,
        Optional<Path> dataFolder,
        OptionalInt httpPort,
        boolean mlflow,
        Map<String, String> environment) {
    public LocalSettings {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(dataFolder, "dataFolder");
        Objects.requireNonNull(httpPort, "httpPort");
        if (workers < 0) {
            throw new IllegalArgumentException("workers must not be negative, not " + workers);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        environment = Map.copyOf(environment);
    }

    /** Threads of one worker when this many workers share the machine's cores. */
    public static int threadsFor(int workers) {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, workers));
    }
}
