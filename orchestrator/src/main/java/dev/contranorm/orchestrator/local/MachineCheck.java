package dev.contranorm.orchestrator.local;

import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.orchestrator.local.home.RunningServer;
import dev.contranorm.orchestrator.local.home.SweepHome;
import dev.contranorm.orchestrator.local.process.JavaCommand;
import dev.contranorm.orchestrator.local.process.NativeLibraryMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Checks part by part whether this machine can run a sweep; a part that fails does not prevent checking the others. */
public final class MachineCheck {
    private static final long ENOUGH_BYTES = 2L << 30;
    private static final long ENOUGH_MEMORY = 3L << 30;
    private static final int OLDEST_JDK = 17;

    private final SweepHome folder;
    private final Optional<Path> dataFolder;
    private final Map<String, String> environment;

    /** What was checked, the result, and what to do. */
    public record Finding(String part, Health health, String detail) {}

    /** GOOD and NOTICE let a sweep run; BAD does not. */
    public enum Health {
        GOOD,
        NOTICE,
        BAD
    }

    public MachineCheck(SweepHome folder, Optional<Path> dataFolder, Map<String, String> environment) {
        this.folder = folder;
        this.dataFolder = dataFolder;
        this.environment = Map.copyOf(environment);
    }

    public List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        findings.add(look("JDK", this::jdk));
        findings.add(look("machine", this::machine));
        findings.add(look("disk", this::disk));
        findings.add(look("ports", this::ports));
        findings.add(look("native library", this::nativeLibrary));
        findings.add(look("database and broker", this::servers));
        findings.add(look("data folder", this::data));
        findings.add(look("MLflow", this::mlflow));
        return findings;
    }

    private static Finding look(String part, Supplier<Finding> check) {
        try {
            return check.get();
        } catch (RuntimeException problem) {
            return new Finding(part, Health.BAD, String.valueOf(problem.getMessage()));
        }
    }

    private Finding jdk() {
        Runtime.Version version = Runtime.version();
        return new Finding(
                "JDK",
                version.feature() >= OLDEST_JDK ? Health.GOOD : Health.BAD,
                version + " in " + System.getProperty("java.home"));
    }

    private Finding machine() {
        int cores = Runtime.getRuntime().availableProcessors();
        long memory = Optional.of(java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .filter(com.sun.management.OperatingSystemMXBean.class::isInstance)
                .map(com.sun.management.OperatingSystemMXBean.class::cast)
                .map(com.sun.management.OperatingSystemMXBean::getTotalMemorySize)
                .orElse(0L);
        String text = cores + " cores, " + (memory >> 20) + " MB of memory, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch");
        return memory < ENOUGH_MEMORY
                ? new Finding("machine", Health.NOTICE, text + "; little memory, use fewer --workers")
                : new Finding("machine", Health.GOOD, text);
    }

    private Finding disk() {
        folder.requireRoom();
        long free = folder.freeBytes();
        return new Finding(
                "disk",
                free < ENOUGH_BYTES ? Health.NOTICE : Health.GOOD,
                (free >> 20) + " MB free for " + folder.path());
    }

    private Finding ports() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Finding("ports", Health.GOOD, "127.0.0.1 gives free ports, such as " + socket.getLocalPort());
        } catch (IOException problem) {
            return new Finding(
                    "ports",
                    Health.BAD,
                    "nothing can listen on 127.0.0.1 (" + problem.getMessage()
                            + "); the local database and broker need it");
        }
    }

    private Finding nativeLibrary() {
        try {
            Process process = JavaCommand.of(NativeLibraryMain.class.getName(), "512m", List.of(), environment)
                    .redirectErrorStream(true)
                    .start();
            List<String> lines;
            try (BufferedReader output = process.inputReader()) {
                lines = output.lines().toList();
            }
            boolean loaded = process.waitFor() == 0;
            String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
            return new Finding(
                    "native library",
                    loaded ? Health.GOOD : Health.BAD,
                    loaded ? last : "TensorFlow does not load: " + last);
        } catch (IOException problem) {
            throw new LocalServerException("no Java process can be started: " + problem.getMessage(), problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalServerException("interrupted");
        }
    }

    private Finding servers() {
        Optional<RunningServer> running = RunningServer.read(folder);
        if (running.isPresent()) {
            try (ResultsDatabase results = ResultsDatabase.open(folder, environment)) {
                return new Finding(
                        "database and broker",
                        results.database().answers() ? Health.GOOD : Health.BAD,
                        "a server is running as process " + running.get().process() + "; its database is "
                                + running.get().jdbcUrl());
            }
        }
        LocalSettings settings =
                new LocalSettings(folder, 0, 1, Optional.empty(), OptionalInt.empty(), false, environment);
        long start = System.nanoTime();
        try (LocalServer server = LocalServer.open(settings, "sweep doctor")) {
            return new Finding(
                    "database and broker",
                    Health.GOOD,
                    server.databaseSettings().jdbcUrl() + " and " + server.bus().bootstrapServers() + " answer, after "
                            + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
    }

    private Finding data() {
        if (dataFolder.isEmpty()) {
            return new Finding(
                    "data folder", Health.NOTICE, "none given (--data DIR, SWEEP_DATA); generated graphs need none");
        }
        Path data = dataFolder.get();
        return Files.isDirectory(data)
                ? new Finding("data folder", Health.GOOD, data + "; `sweep data ls` lists its content")
                : new Finding(
                        "data folder", Health.BAD, data + " is not a folder; create it or name another with --data");
    }

    private Finding mlflow() {
        String address = environment.getOrDefault("MLFLOW_TRACKING_URI", "");
        if (!address.isBlank()) {
            return new Finding("MLflow", Health.GOOD, "results go to " + address);
        }
        return MlflowProcess.program(environment)
                .map(program -> new Finding("MLflow", Health.GOOD, program + " can be started with --mlflow"))
                .orElse(new Finding(
                        "MLflow",
                        Health.NOTICE,
                        "not installed and no MLFLOW_TRACKING_URI; results stay in the database"));
    }
}
