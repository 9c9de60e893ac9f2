package dev.contranorm.zoo.train.task;

import java.util.SortedMap;

/**
 * What the loop trains: a network with its data, reduced to steps and scores. A step depends on the task's state and the step
 * number alone, so a task restored from a checkpoint continues as if it had never stopped.
 */
public interface Task extends AutoCloseable {
    /** SHA-256 in hexadecimal of the data that was read. */
    String datasetDigest();

    /** Number of optimizer steps per epoch, at least 1. */
    long stepsPerEpoch();

    /**
     * Runs one optimizer step.
     *
     * @param step number of the step, 0-based, counted over all epochs
     * @return the loss before the update
     */
    double step(long step);

    /** Scores of the current weights by name, such as {@code test/accuracy}; NaN if there is nothing to score. */
    SortedMap<String, Double> evaluate();

    /** The score that selects the best epoch, one of {@link #evaluate}; greater is better. */
    String selectionMetric();

    /** Whether the published recipe tests the best epoch: then both protocols do, otherwise only {@code clean}. */
    default boolean testsBestEpoch() {
        return false;
    }

    /** Called when training is complete, with the final weights: stores what other trials need. */
    default void conclude() {}

    /** Measures each layer's representations with the current weights, on a probe set fixed by the task. */
    DepthMeasures depth();

    /** The content of a checkpoint; closed with the task. */
    NetworkState state();

    @Override
    default void close() {
        state().close();
    }
}
