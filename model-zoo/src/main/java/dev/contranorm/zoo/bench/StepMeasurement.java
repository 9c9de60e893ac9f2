package dev.contranorm.zoo.bench;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.train.task.Task;
import dev.contranorm.zoo.train.task.TaskFamily;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;

/** Measures the cost of a training step: forward pass, backward pass and update. */
public final class StepMeasurement {
    private StepMeasurement() {}

    /**
     * Trains {@code warmup + steps} steps of a trial and measures the last {@code steps}.
     *
     * @throws DatasetException if the dataset cannot be read
     */
    public static Cost measure(TrialSpec spec, TrainingSettings settings, int warmup, int steps)
            throws DatasetException {
        String family =
                CatalogueItem.named(Backbone.class, spec.backbone()).entry().family();
        try (Task task = TaskFamily.named(family).open(spec, settings)) {
            return Stopwatch.measure(task::step, warmup, steps, settings.threads());
        }
    }
}
