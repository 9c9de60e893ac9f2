package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.zoo.tensor.TensorProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker in a process of its own, as in production. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static WorkerProcess start(BusSettings bus, String name, Map<String, String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + System.getProperty("worker.tier", "4"),
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WorkerMain.class.getName(),
                WorkerMain.PARENT_STDIN));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bus.bootstrapServers());
        environment.put("SWEEP_TOPIC_PREFIX", bus.prefix());
        environment.put(
                "SWEEP_TRIAL_LOCK_SECONDS", String.valueOf(bus.trialLock().toSeconds()));
        environment.put("SWEEP_WORKER_NAME", name);
        environment.putAll(TensorProcess.environment());
        environment.putAll(more);
        File log = File.createTempFile(name + "-", ".log");
        log.deleteOnExit();
        Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
        return new WorkerProcess(process, log.toPath());
    }

    private String read() {
        try {
            return output();
        } catch (IOException problem) {
            return problem.toString();
        }
    }

    /** What the worker has written to its log. */
    String output() throws IOException {
        return Files.readString(log);
    }

    Process process() {
        return process;
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits for the exit code. */
    int exit(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("the worker still runs after " + seconds + " s\n" + read());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
