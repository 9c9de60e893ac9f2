package dev.contranorm.zoo.train.loop;

import dev.contranorm.zoo.train.task.Task;
import java.time.Duration;

/** Saves a checkpoint when enough time has passed since the last one, and at the end. Must be the last listener. */
public final class Checkpointing implements LoopListener {
    private final Task task;
    private final Checkpoints checkpoints;
    private final Duration interval;
    private final TrainingObserver observer;
    private long savedStep;
    private long savedAt = System.nanoTime();

    /**
     * @param savedStep step of the checkpoint from which training resumed
     */
    public Checkpointing(
            Task task, Checkpoints checkpoints, Duration interval, long savedStep, TrainingObserver observer) {
        this.task = task;
        this.checkpoints = checkpoints;
        this.interval = interval;
        this.savedStep = savedStep;
        this.observer = observer;
    }

    @Override
    public void stepped(Progress progress, double loss) {
        // The other listeners have not processed the end of the epoch yet: a step that ends its epoch is saved below.
        if (progress.step() % task.stepsPerEpoch() != 0 && !interval.isZero() && isDue()) {
            save(progress);
        }
    }

    @Override
    public Progress epochEnded(Progress progress, double meanLoss) {
        if (isDue()) {
            save(progress);
        }
        return progress;
    }

    @Override
    public void ended(Progress progress) {
        save(progress);
    }

    private boolean isDue() {
        return System.nanoTime() - savedAt >= interval.toNanos();
    }

    private void save(Progress progress) {
        if (progress.step() == savedStep) {
            return;
        }
        observer.checkpointed(progress.epoch(), checkpoints.save(task, progress));
        savedStep = progress.step();
        savedAt = System.nanoTime();
    }
}
