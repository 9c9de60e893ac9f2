package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.settings.EnvironmentReader;
import dev.contranorm.worker.settings.InvalidEnvironmentException;
import dev.contranorm.zoo.train.task.TrainingSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Settings of a worker process.
 *
 * @param name how the worker signs its events
 * @param idleExit how long the worker waits for a trial before it ends; empty: for ever
 */
public record WorkerSettings(String name, BusSettings bus, TrainingSettings training, Optional<Duration> idleExit) {
    private static final int MOST_THREADS = 1024;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofMinutes(3);

    public WorkerSettings {
        Objects.requireNonNull(bus, "bus");
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(idleExit, "idleExit");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: is blank; write a name");
        }
    }

    /**
     * Reads the variables of {@link BusSettings#fromEnvironment} and
     *
     * <ul>
     *   <li>{@code SWEEP_WORKER_NAME}: default host name and process number
     *   <li>{@code SWEEP_WORKER_THREADS}: CPU threads inside an operator, 1 to 1024, default 1
     *   <li>{@code SWEEP_DATA}: folder of the datasets; default none
     *   <li>{@code SWEEP_CHECKPOINTS}: folder of the checkpoints; default none: an interrupted trial starts over
     *   <li>{@code SWEEP_CHECKPOINT_SECONDS}: least time between two checkpoints of a trial, default 180
     *   <li>{@code SWEEP_WORKER_IDLE_SECONDS}: end after this long without a trial, default never
     * </ul>
     *
     * @throws InvalidEnvironmentException with every variable that is missing or wrong
     */
    public static WorkerSettings fromEnvironment(Map<String, String> environment) {
        return EnvironmentReader.read(environment, WorkerSettings::read);
    }

    private static Supplier<WorkerSettings> read(EnvironmentReader in) {
        Supplier<BusSettings> bus = BusSettings.read(in);
        String name = in.text("SWEEP_WORKER_NAME").orElseGet(WorkerSettings::defaultName);
        if (name.isBlank()) {
            in.reject("SWEEP_WORKER_NAME", "is blank; write a name, or do not set the variable");
        }
        Optional<Path> data = in.folder("SWEEP_DATA");
        int threads = in.integer("SWEEP_WORKER_THREADS", 1, MOST_THREADS, 1);
        Optional<Path> checkpoints = in.folder("SWEEP_CHECKPOINTS");
        Duration interval =
                in.seconds("SWEEP_CHECKPOINT_SECONDS", 0, SECONDS_PER_DAY).orElse(DEFAULT_CHECKPOINT_INTERVAL);
        Optional<Duration> idleExit = in.seconds("SWEEP_WORKER_IDLE_SECONDS", 1, SECONDS_PER_DAY);
        return () -> new WorkerSettings(
                name, bus.get(), new TrainingSettings(data, threads, checkpoints, interval), idleExit);
    }

    private static String defaultName() {
        try {
            return InetAddress.getLocalHost().getHostName() + "-"
                    + ProcessHandle.current().pid();
        } catch (UnknownHostException nameless) {
            return "worker-" + ProcessHandle.current().pid();
        }
    }
}
