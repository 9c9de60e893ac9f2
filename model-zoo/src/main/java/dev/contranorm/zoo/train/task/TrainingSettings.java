package dev.contranorm.zoo.train.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How this machine trains: nothing here changes a trial's numbers except {@code threads}, which decides the order of sums.
 *
 * @param dataFolder where datasets are read from
 * @param threads CPU threads inside an operator, at least 1
 * @param checkpointFolder where checkpoints are kept, in a folder for each trial's hash; empty: no checkpoints, no resume
 * @param checkpointInterval least time between two checkpoints; zero: one after every epoch
 */
public record TrainingSettings(
        Optional<Path> dataFolder, int threads, Optional<Path> checkpointFolder, Duration checkpointInterval) {
    public TrainingSettings {
        Objects.requireNonNull(dataFolder, "dataFolder");
        Objects.requireNonNull(checkpointFolder, "checkpointFolder");
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " is not at least 1");
        }
        if (checkpointInterval.isNegative()) {
            throw new IllegalArgumentException("checkpointInterval: " + checkpointInterval + " is negative");
        }
    }

    /** Trains without checkpoints. */
    public static TrainingSettings withoutCheckpoints(Optional<Path> dataFolder, int threads) {
        return new TrainingSettings(dataFolder, threads, Optional.empty(), Duration.ofMinutes(3));
    }
}
