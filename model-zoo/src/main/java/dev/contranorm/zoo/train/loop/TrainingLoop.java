package dev.contranorm.zoo.train.loop;

import dev.contranorm.zoo.train.task.Task;
import java.util.List;

/** Runs steps and epochs, and nothing else. */
public final class TrainingLoop {
    private final Task task;
    private final int epochs;
    private final List<LoopListener> listeners;

    public TrainingLoop(Task task, int epochs, List<LoopListener> listeners) {
        this.task = task;
        this.epochs = epochs;
        this.listeners = List.copyOf(listeners);
    }

    /** Continues from a progress until the last epoch ends, patience runs out or {@code stop} asks for it. */
    public Progress run(Progress from, StopSignal stop) throws DivergenceException {
        Progress progress = from;
        while (!isOver(progress) && !stop.requested()) {
            double loss = task.step(progress.step());
            progress = progress.stepped(loss);
            for (LoopListener listener : listeners) {
                listener.stepped(progress, loss);
            }
            if (progress.step() % task.stepsPerEpoch() == 0) {
                double meanLoss = progress.lossSum() / task.stepsPerEpoch();
                progress = progress.epochEnded();
                for (LoopListener listener : listeners) {
                    progress = listener.epochEnded(progress, meanLoss);
                }
            }
        }
        for (LoopListener listener : listeners) {
            listener.ended(progress);
        }
        return progress;
    }

    public boolean isOver(Progress progress) {
        return progress.epoch() >= epochs || progress.outOfPatience();
    }
}
