package dev.contranorm.zoo.train.loop;

import dev.contranorm.zoo.train.task.MetricPoint;
import java.nio.file.Path;
import java.util.List;

/** Hears how a training goes, on the training thread: what is slow here slows training. */
public interface TrainingObserver {
    /**
     * Called once, before the first step.
     *
     * @param epochs epochs of the whole trial
     * @param firstEpoch the epoch that trains next, 1-based; above 1 when the trial resumes from a checkpoint, and
     *     {@code epochs + 1} when that checkpoint is its end
     */
    default void started(Provenance provenance, int epochs, int firstEpoch) {}

    /** Points of one epoch, all with that epoch as their step; or, at the end, of the layers. The receiver batches. */
    default void measured(int epoch, List<MetricPoint> points) {}

    /**
     * @param folder the checkpoint just written; it is replaced when newer ones are
     */
    default void checkpointed(int epoch, Path folder) {}
}
