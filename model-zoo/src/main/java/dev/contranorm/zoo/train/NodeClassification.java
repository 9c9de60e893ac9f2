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

/** Graphs: one full-batch step an epoch; {@code paper} tests every node outside train and validation. */
public final class NodeClassification implements TaskFamily {
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
}
