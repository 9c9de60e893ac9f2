package dev.contranorm.zoo.train;

import dev.contranorm.zoo.train.loop.ResourceUsage;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of training.
 *
 * @param epochs number of trained epochs, including those before a resume
 * @param metrics the trial's final numbers by name: under the {@code paper} protocol those of the last epoch, under {@code
 *     clean} those of the best validation epoch. After an interruption, those of the last evaluation.
 */
public record TrainingResult(Status status, int epochs, SortedMap<String, Double> metrics, ResourceUsage usage) {
    /** Why the loop ended. */
    public enum Status {
        /** All epochs are trained. */
        COMPLETED,
        /** Patience ran out. */
        STOPPED_EARLY,
        /** The stop signal was given; a checkpoint is written if a folder for it is set. */
        INTERRUPTED
    }

    public TrainingResult {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
}
