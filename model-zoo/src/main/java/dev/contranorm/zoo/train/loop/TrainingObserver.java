package dev.contranorm.zoo.train.loop;

import dev.contranorm.zoo.train.task.MetricPoint;
import java.nio.file.Path;
import java.util.List;

/** Receives reports of training on the training thread: a slow observer slows training. */
public interface TrainingObserver {
    /**
     * Called once, before the first step.
     *
     * @param epochs number of epochs of the whole trial
     * @param firstEpoch the next epoch, 1-based; above 1 if the trial resumes from a checkpoint, and {@code epochs + 1} if that
     *     checkpoint is its end
     */
    default void started(Provenance provenance, int epochs, int firstEpoch) {}

    /**
     * Called with the points of one epoch, with the epoch as step, or at the end with those of the layers. The observer is
     * responsible for batching.
     */
    default void measured(int epoch, List<MetricPoint> points) {}

    /**
     * @param folder the checkpoint just written; newer ones replace it
     */
    default void checkpointed(int epoch, Path folder) {}
}
