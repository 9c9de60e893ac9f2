package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.zoo.train.task.TrainingSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a worker process is told by its environment.
 *
 * @param name how the worker signs its events
 * @param idleExit how long to wait for a trial before leaving; empty: for ever
 */
public record WorkerSettings(String name, BusSettings bus, TrainingSettings training, Optional<Duration> idleExit) {
    public WorkerSettings {
        Objects.requireNonNull(bus, "bus");
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(idleExit, "idleExit");
        if (name.isBlank()) {
            throw new IllegalArgumentException("SWEEP_WORKER_NAME is empty: give a name, or leave it out");
        }
    }

    /**
     * Reads the variables of {@link BusSettings#fromEnvironment} and
     *
     * <ul>
     *   <li>{@code SWEEP_WORKER_NAME}: default host name and process number
     *   <li>{@code SWEEP_WORKER_THREADS}: CPU threads inside an operator, 1 to 1024, default 1
     *   <li>{@code SWEEP_DATA}: folder of the datasets; default none
     *   <li>{@code SWEEP_CHECKPOINTS}: folder of the checkpoints; default none, so that an interrupted trial starts anew
     *   <li>{@code SWEEP_CHECKPOINT_SECONDS}: least time between two checkpoints of a trial, default 180
     *   <li>{@code SWEEP_WORKER_IDLE_SECONDS}: leave after this long without a trial, default never
     * </ul>
     *
     * @throws IllegalArgumentException naming the variable and what to do
     */
    public static WorkerSettings fromEnvironment(Map<String, String> environment) {
        TrainingSettings training = new TrainingSettings(
                folder(environment, "SWEEP_DATA"),
                (int) number(environment, "SWEEP_WORKER_THREADS", 1, 1024)
                        .orElse(1L)
                        .longValue(),
                folder(environment, "SWEEP_CHECKPOINTS"),
                Duration.ofSeconds(number(environment, "SWEEP_CHECKPOINT_SECONDS", 0, 86_400)
                        .orElse(180L)));
        return new WorkerSettings(
                environment.getOrDefault("SWEEP_WORKER_NAME", defaultName()),
                BusSettings.fromEnvironment(environment),
                training,
                number(environment, "SWEEP_WORKER_IDLE_SECONDS", 1, 86_400).map(Duration::ofSeconds));
    }

    private static Optional<Path> folder(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    private static Optional<Long> number(Map<String, String> environment, String name, long least, long most) {
        String text = environment.get(name);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            long value = Long.parseLong(text.trim());
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        name + " must be between " + least + " and " + most + ", not " + value);
            }
            return Optional.of(value);
        } catch (NumberFormatException problem) {
            throw new IllegalArgumentException(name + " is no whole number: '" + text + "'", problem);
        }
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
