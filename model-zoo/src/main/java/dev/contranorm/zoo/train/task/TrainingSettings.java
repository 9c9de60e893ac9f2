package dev.contranorm.zoo.train.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of this machine. Only {@code threads}, which determines the summation order, affects a trial's numbers.
 *
 * @param dataFolder folder of the datasets
 * @param threads CPU threads inside an operator, at least 1
 * @param checkpointFolder folder of the checkpoints, with a subfolder per trial hash; empty: no checkpoints, no resume
 * @param checkpointInterval minimum time between two checkpoints; zero: one after every epoch
 */
public record TrainingSettings(
        Optional<Path> dataFolder, int threads, Optional<Path> checkpointFolder, Duration checkpointInterval) {
    public TrainingSettings {
        Objects.requireNonNull(dataFolder, "dataFolder");
        Objects.requireNonNull(checkpointFolder, "checkpointFolder");
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " is less than 1; use 1 or more");
        }
        if (checkpointInterval.isNegative()) {
            throw new IllegalArgumentException(
                    "checkpointInterval: " + checkpointInterval + " is negative; use 0 or more");
        }
    }

    /** Trains without checkpoints. */
    public static TrainingSettings withoutCheckpoints(Optional<Path> dataFolder, int threads) {
        return new TrainingSettings(dataFolder, threads, Optional.empty(), Duration.ofMinutes(3));
    }
}
