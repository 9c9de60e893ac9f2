package dev.contranorm.zoo.train.loop;

import dev.contranorm.zoo.train.task.Task;
import java.util.Optional;

/** Tracks the evaluation with the highest selection metric (the first of equal ones) and keeps its weights. */
public final class BestEpoch implements LoopListener {
    private final Task task;
    private final Optional<Checkpoints> checkpoints;

    /**
     * @param checkpoints where the weights are kept; empty if they are not needed
     */
    public BestEpoch(Task task, Optional<Checkpoints> checkpoints) {
        this.task = task;
        this.checkpoints = checkpoints;
    }

    @Override
    public Progress epochEnded(Progress progress, double meanLoss) {
        double score = progress.latest().getOrDefault(task.selectionMetric(), Double.NaN);
        double best = progress.best().getOrDefault(task.selectionMetric(), Double.NEGATIVE_INFINITY);
        if (!(score > best)) {
            return progress;
        }
        Progress improved = progress.improved();
        checkpoints.ifPresent(folder -> folder.saveBest(task, improved));
        return improved;
    }
}
