package dev.contranorm.zoo.train;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.revgat.RevGat;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.GraphDataset;
import dev.contranorm.zoo.data.GraphSource;
import dev.contranorm.zoo.data.NodeSplit;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Graphs: one full-batch step an epoch; {@code paper} tests every node outside train and validation. */
public final class NodeClassification implements TaskFamily {
    static final String TRAIN = "train/accuracy";
    static final String VALIDATION = "validation/accuracy";
    static final String TEST = "test/accuracy";

    @Override
    public String family() {
        return CatalogueEntry.GRAPH;
    }

    @Override
    public Task open(TrialSpec spec, TrainingSettings settings) throws DatasetException {
        GraphDataset dataset =
                CatalogueItem.named(GraphSource.class, spec.dataset()).load(spec, settings.dataFolder());
        NodeSplit published = dataset.split(spec);
        NodeSplit split = spec.protocol() == Protocol.PAPER ? published.testingTheRest() : published;
        Backbone backbone = CatalogueItem.named(Backbone.class, spec.backbone());
        return backbone instanceof RevGat reversible
                ? new LabelReuseTask(spec, reversible, dataset, split, settings)
                : new NodeTask(spec, dataset, split, settings.threads());
    }

    @Override
    public SortedSet<String> scores(String dataset, String backbone, Protocol protocol) {
        SortedSet<String> scores = new TreeSet<>(List.of(TRAIN, VALIDATION, TEST));
        if (CatalogueItem.named(Backbone.class, backbone) instanceof RevGat) {
            scores.addAll(
                    List.of(LabelReuseTask.VALIDATION_LOSS, LabelReuseTask.TEST_LOSS, LabelReuseTask.NEGATIVE_LOSS));
        }
        return scores;
    }
}
