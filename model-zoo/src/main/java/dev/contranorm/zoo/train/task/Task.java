package dev.contranorm.zoo.train.task;

import java.util.SortedMap;

/**
 * What the loop trains: a network with its data, reduced to steps and scores. A step is decided by the task's state and the
 * step's number alone, so that a task restored from a checkpoint goes on as if it had never stopped.
 */
public interface Task extends AutoCloseable {
    /** SHA-256 of the data that was read, hexadecimal. */
    String datasetDigest();

    /** Optimizer steps an epoch, at least 1. */
    long stepsPerEpoch();

    /**
     * Takes one optimizer step.
     *
     * @param step its number, 0-based, counted over all epochs
     * @return the loss before the update
     */
    double step(long step);

    /** Scores of the present weights by name, such as {@code test/accuracy}; NaN where there is nothing to score. */
    SortedMap<String, Double> evaluate();

    /** The score that the best epoch is chosen by, one of {@link #evaluate}; greater is better. */
    String selectionMetric();

    /** Whether the published recipe itself tests the best epoch: then both protocols do, else only {@code clean}. */
    default boolean testsBestEpoch() {
        return false;
    }

    /** Called when a training has come to its end, with the weights that count: leaves what other trials need. */
    default void conclude() {}

    /** Measures of each layer's representations, with the present weights, on a probe set that the task declares. */
    DepthMeasures depth();

    /** What a checkpoint holds; closed with the task. */
    NetworkState state();

    @Override
    default void close() {
        state().close();
    }
}
