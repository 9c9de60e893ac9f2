package dev.contranorm.zoo.train;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.train.loop.BestEpoch;
import dev.contranorm.zoo.train.loop.CheckpointException;
import dev.contranorm.zoo.train.loop.CheckpointHome;
import dev.contranorm.zoo.train.loop.Checkpointing;
import dev.contranorm.zoo.train.loop.DivergenceException;
import dev.contranorm.zoo.train.loop.DivergenceWatch;
import dev.contranorm.zoo.train.loop.LoopListener;
import dev.contranorm.zoo.train.loop.Patience;
import dev.contranorm.zoo.train.loop.PeriodicEvaluation;
import dev.contranorm.zoo.train.loop.Progress;
import dev.contranorm.zoo.train.loop.ResourceMeter;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.loop.TrainingLoop;
import dev.contranorm.zoo.train.loop.TrainingObserver;
import dev.contranorm.zoo.train.task.DamagedImageException;
import dev.contranorm.zoo.train.task.Task;
import dev.contranorm.zoo.train.task.TaskFamily;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.train.task.TrialMetrics;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trains one trial at a time, from its specification to its final numbers. */
public final class Trainer {
    private final TrainingSettings settings;

    public Trainer(TrainingSettings settings) {
        this.settings = settings;
    }

    /**
     * Trains to the end, or until {@code stop} asks for it. Resumes from the newest complete checkpoint of this specification's
     * hash.
     *
     * @throws DatasetException if the dataset cannot be read, or an image is damaged
     * @throws DivergenceException if a loss is not finite
     * @throws CheckpointException if a checkpoint cannot be written
     */
    public TrainingResult train(TrialSpec spec, TrainingObserver observer, StopSignal stop)
            throws DatasetException, DivergenceException {
        ResourceMeter meter = ResourceMeter.start();
        CatalogueEntry backbone =
                CatalogueItem.named(Backbone.class, spec.backbone()).entry();
        if (!backbone.trains()) {
            return untrained(observer, meter);
        }
        try (Task task = TaskFamily.named(backbone.family()).open(spec, settings);
                CheckpointHome home = CheckpointHome.of(spec, settings, task.testsBestEpoch())) {
            return train(task, home, spec, observer, stop, meter);
        } catch (DamagedImageException damaged) {
            throw damaged.dataset();
        }
    }

    private TrainingResult train(
            Task task,
            CheckpointHome home,
            TrialSpec spec,
            TrainingObserver observer,
            StopSignal stop,
            ResourceMeter meter)
            throws DivergenceException {
        int epochs = (int) spec.integer("epochs");
        Progress from = home.resumable()
                .flatMap(checkpoints -> checkpoints.resume(task))
                .orElse(Progress.start());
        observer.started(Environment.provenance(task.datasetDigest(), settings.threads()), epochs, from.epoch() + 1);
        if (from.step() == 0) {
            observer.measured(0, task.depth().points("initial"));
        }
        TrainingLoop loop = new TrainingLoop(task, epochs, listeners(task, home, spec, observer, from));
        Progress end = loop.run(from, stop);
        if (!loop.isOver(end)) {
            return new TrainingResult(TrainingResult.Status.INTERRUPTED, end.epoch(), end.latest(), meter.usage());
        }
        boolean bestCounts = (spec.protocol() == Protocol.CLEAN || task.testsBestEpoch()) && end.bestEpoch() > 0;
        if (bestCounts && end.bestEpoch() < end.epoch()) {
            home.best().orElseThrow().restoreBest(task);
        }
        observer.measured(end.epoch(), task.depth().points("final"));
        task.conclude();
        SortedMap<String, Double> metrics = bestCounts ? end.best() : end.latest();
        // Definitions are checked against these names before anything runs; any test of a new task detects a
        // difference.
        assert metrics.keySet().equals(TrialMetrics.of(spec.dataset(), spec.backbone(), spec.protocol()))
                : spec.dataset() + " with " + spec.backbone() + " reports " + metrics.keySet();
        return new TrainingResult(
                end.outOfPatience() ? TrainingResult.Status.STOPPED_EARLY : TrainingResult.Status.COMPLETED,
                end.epoch(),
                metrics,
                meter.usage());
    }

    private List<LoopListener> listeners(
            Task task, CheckpointHome home, TrialSpec spec, TrainingObserver observer, Progress from) {
        List<LoopListener> listeners = new ArrayList<>();
        listeners.add(new DivergenceWatch());
        listeners.add(new PeriodicEvaluation(
                task, (int) spec.integer("epochs"), spec.integer("evaluation.interval"), observer));
        listeners.add(new BestEpoch(task, home.best()));
        listeners.add(new Patience(spec.integer("patience")));
        home.resumable()
                .ifPresent(checkpoints -> listeners.add(
                        new Checkpointing(task, checkpoints, settings.checkpointInterval(), from.step(), observer)));
        return listeners;
    }

    /** Loads no TensorFlow class: trials that only measure the bus must not cost anything. */
    private TrainingResult untrained(TrainingObserver observer, ResourceMeter meter) {
        observer.started(Environment.provenance("", settings.threads()), 0, 1);
        SortedMap<String, Double> metrics = new TreeMap<>();
        metrics.put(TrialMetrics.NOOP, 1.0);
        return new TrainingResult(TrainingResult.Status.COMPLETED, 0, metrics, meter.usage());
    }
}
