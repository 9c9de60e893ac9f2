package dev.contranorm.orchestrator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code sweep} as a process of its own, as the launcher starts it. */
public final class SweepProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(100);

    private final Process process;
    private final Path out;
    private final Path err;

    private SweepProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * @param folder working folder; the house is in {@code home} under it
     * @param environment added to this process's, an empty value removes
     */
    public static SweepProcess start(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(List.of(), folder, environment, arguments);
    }

    /** Draws its progress as for a terminal: several times a second instead of every five. */
    public static SweepProcess onTerminal(Path folder, String... arguments) throws IOException {
        return onTerminal(List.of(), folder, arguments);
    }

    /** @param wrapper a command line that starts the following one */
    public static SweepProcess onTerminal(List<String> wrapper, Path folder, String... arguments) throws IOException {
        return start(wrapper, List.of("-Dsweep.terminal=true"), folder, Map.of(), arguments);
    }

    /** @param wrapper a command line that starts the following one */
    public static SweepProcess start(
            List<String> wrapper, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(wrapper, List.of(), folder, environment, arguments);
    }

    private static SweepProcess start(
            List<String> wrapper,
            List<String> options,
            Path folder,
            Map<String, String> environment,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Sweep.class.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeAll(List.of("KAFKA_BOOTSTRAP_SERVERS", "DATABASE_URL", "MLFLOW_TRACKING_URI", "SWEEP_DATA"));
        builder.environment().put("SWEEP_HOME", folder.resolve("home").toString());
        builder.environment().putAll(environment);
        return new SweepProcess(builder.start(), out, err);
    }

    /** Runs to the end. */
    public static SweepProcess run(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        SweepProcess process = start(folder, environment, arguments);
        process.await();
        return process;
    }

    /** Waits for the end and returns the exit code. */
    public int await() throws InterruptedException, IOException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("still running after " + LIMIT + ":\n" + out() + err());
        }
        return process.exitValue();
    }

    /** Waits until standard error says it. */
    public void awaitMessage(Predicate<String> said) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!said.test(err())) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("it never said so:\n" + out() + err());
            }
            Thread.sleep(50);
        }
    }

    /** Sends Ctrl-C's signal, or SIGTERM where the test's own parent has set that one to be ignored. */
    public void interrupt() throws IOException, InterruptedException {
        signal(ignoresInterrupts() ? "TERM" : "INT");
    }

    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    private boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> line.substring("SigIgn:".length()).strip())
                        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & 2) != 0);
    }

    /** A path as the process sees it, which may have mounted something there. */
    public Path inside(Path path) {
        return Path.of("/proc", Long.toString(process.pid()), "root")
                .resolve(path.toString().substring(1));
    }

    public int code() {
        return process.exitValue();
    }

    public String out() throws IOException {
        return Files.readString(out);
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
