package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.train.TrainingResult;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The metrics that a trial reports at its end, known before training. Loads no TensorFlow class. */
public final class TrialMetrics {
    /** Mean loss over the steps of the last epoch. */
    public static final String LOSS = "train/loss";

    /** 1.0 for a trial that trains nothing. */
    public static final String NOOP = "noop/done";

    private TrialMetrics() {}

    /**
     * The names in {@link TrainingResult#metrics}.
     *
     * @param dataset a dataset that fits the backbone
     * @throws dev.contranorm.zoo.trial.InvalidTrialException if one of the two is unknown
     */
    public static SortedSet<String> of(String dataset, String backbone, Protocol protocol) {
        CatalogueEntry entry = CatalogueItem.named(Backbone.class, backbone).entry();
        if (!entry.trains()) {
            return new TreeSet<>(Set.of(NOOP));
        }
        SortedSet<String> names = new TreeSet<>(TaskFamily.named(entry.family()).scores(dataset, backbone, protocol));
        names.add(LOSS);
        return names;
    }
}
