package dev.contranorm.zoo.train;

import dev.contranorm.zoo.train.loop.ResourceUsage;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a training ended.
 *
 * @param epochs epochs that are trained, those before a resume included
 * @param metrics the trial's final numbers by name: under the {@code paper} protocol those of the last epoch, under
 *     {@code clean} those of the best validation epoch. After an interruption, those of the last evaluation.
 */
public record TrainingResult(Status status, int epochs, SortedMap<String, Double> metrics, ResourceUsage usage) {
    /** Why the loop ended. */
    public enum Status {
        /** All epochs are trained. */
        COMPLETED,
        /** Patience ran out. */
        STOPPED_EARLY,
        /** The stop signal was given; a checkpoint was written where a folder for it is set. */
        INTERRUPTED
    }

    public TrainingResult {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
}
