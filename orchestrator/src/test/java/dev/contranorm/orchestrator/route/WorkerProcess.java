package dev.contranorm.orchestrator.route;

import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.run.WorkerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real worker in a process of its own. It ends with this one. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    static WorkerProcess start(BusSettings bus, String name) throws IOException {
        Path logs = Files.createDirectories(Path.of("target", "infrastructure"));
        ProcessBuilder command = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName(),
                WorkerMain.PARENT_STDIN));
        command.environment()
                .putAll(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", bus.bootstrapServers(),
                        "SWEEP_TOPIC_PREFIX", bus.prefix(),
                        "SWEEP_EVENT_PARTITIONS", Integer.toString(bus.eventPartitions()),
                        "SWEEP_WORKER_NAME", name));
        command.redirectErrorStream(true);
        command.redirectOutput(logs.resolve(bus.prefix() + "-" + name + ".log").toFile());
        return new WorkerProcess(command.start());
    }

    /** Ends it as an operator would. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
