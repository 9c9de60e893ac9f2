package dev.contranorm.zoo.train.loop;

import dev.contranorm.zoo.train.task.MetricPoint;
import dev.contranorm.zoo.train.task.Task;
import dev.contranorm.zoo.train.task.TrialMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Evaluates the network at regular intervals and after the last epoch, and reports to the observer. */
public final class PeriodicEvaluation implements LoopListener {
    private final Task task;
    private final int epochs;
    private final long interval;
    private final TrainingObserver observer;

    public PeriodicEvaluation(Task task, int epochs, long interval, TrainingObserver observer) {
        this.task = task;
        this.epochs = epochs;
        this.interval = interval;
        this.observer = observer;
    }

    @Override
    public Progress epochEnded(Progress progress, double meanLoss) {
        int epoch = progress.epoch();
        SortedMap<String, Double> scores = new TreeMap<>();
        boolean evaluates = epoch % interval == 0 || epoch == epochs;
        if (evaluates) {
            scores.putAll(task.evaluate());
        }
        scores.put(TrialMetrics.LOSS, meanLoss);
        List<MetricPoint> points = new ArrayList<>();
        scores.forEach((name, value) -> points.add(new MetricPoint(name, epoch, value)));
        observer.measured(epoch, points);
        return evaluates ? progress.measured(scores) : progress;
    }
}
