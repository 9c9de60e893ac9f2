package dev.contranorm.orchestrator.route;

import dev.contranorm.db.Database;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.worker.bus.BusSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An orchestrator in a process of its own, to be killed. Small chunks and batches, so that a kill meets many of them. */
final class OrchestratorProcess {
    private static final int CHUNK = 100;
    private static final int BATCH = 50;

    private final Process process;

    private OrchestratorProcess(Process process) {
        this.process = process;
    }

    static OrchestratorProcess start(DatabaseSettings database, BusSettings bus) throws IOException {
        Path log = Files.createDirectories(Path.of("target", "infrastructure"))
                .resolve(bus.prefix() + "-orchestrator.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OrchestratorProcess.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "DATABASE_URL", database.jdbcUrl(),
                        "DATABASE_USER", database.user(),
                        "DATABASE_PASSWORD", database.password(),
                        "KAFKA_BOOTSTRAP_SERVERS", bus.bootstrapServers(),
                        "SWEEP_TOPIC_PREFIX", bus.prefix(),
                        "SWEEP_EVENT_PARTITIONS", Integer.toString(bus.eventPartitions())));
        return new OrchestratorProcess(builder.start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As a power cut ends it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        RuntimeSettings usual = RuntimeSettings.of(Optional.empty());
        RuntimeSettings settings = new RuntimeSettings(
                usual.http(),
                CHUNK,
                BATCH,
                usual.pause(),
                usual.silence(),
                usual.projections(),
                usual.projectionPause());
        OrchestratorRuntime.start(
                Database.open(new DatabaseSettings(
                        environment.get("DATABASE_URL"),
                        environment.get("DATABASE_USER"),
                        environment.get("DATABASE_PASSWORD"),
                        DatabaseSettings.DEFAULT_POOL_SIZE)),
                BusSettings.fromEnvironment(environment),
                settings);
        // Ends when the test's process does.
        System.in.read();
        System.exit(0);
    }
}
