package dev.contranorm.zoo.train;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trains one trial at a time, from its specification to its final numbers. */
public final class Trainer {
    private final TrainingSettings settings;

    public Trainer(TrainingSettings settings) {
        this.settings = settings;
    }

    /**
     * Trains to the end, or until stop asks. Resumes from the newest whole checkpoint of this specification's hash.
     *
     * @throws DatasetException when the dataset cannot be read
     * @throws DivergenceException when a loss is no finite number
     */
    public TrainingResult train(TrialSpec spec, TrainingObserver observer, StopSignal stop)
            throws DatasetException, DivergenceException {
        ResourceMeter meter = ResourceMeter.start();
        if (spec.backbone().equals("noop")) {
            return noop(observer, meter);
        }
        throw new UnsupportedOperationException("the training loop of " + settings + " is being written");
    }

    /** No TensorFlow class is loaded here: trials that only measure the bus must cost nothing. */
    private TrainingResult noop(TrainingObserver observer, ResourceMeter meter) {
        observer.started(Environment.provenance("", settings.threads()), 0, 1);
        SortedMap<String, Double> metrics = new TreeMap<>();
        metrics.put("noop/done", 1.0);
        return new TrainingResult(TrainingResult.Status.COMPLETED, 0, metrics, meter.usage());
    }
}
