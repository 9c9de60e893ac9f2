package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.graph.LabelReuseBackbone;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.graph.GraphDataset;
import dev.contranorm.zoo.data.graph.GraphSource;
import dev.contranorm.zoo.data.graph.NodeSplit;
import dev.contranorm.zoo.train.task.Task;
import dev.contranorm.zoo.train.task.TaskFamily;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.train.task.TrialConfiguration;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/** Training on single graphs: one full-batch step per epoch; {@code paper} tests every node outside train and validation. */
public final class NodeClassification implements TaskFamily {
    @Override
    public String family() {
        return CatalogueEntry.GRAPH;
    }

    @Override
    public Task open(TrialSpec spec, TrainingSettings settings) throws DatasetException {
        GraphSource source = CatalogueItem.named(GraphSource.class, spec.dataset());
        GraphDataset dataset = source.load(spec, settings.dataFolder());
        NodeSplit published = dataset.split(spec);
        NodeSplit split = spec.protocol() == Protocol.PAPER ? published.testingTheRest() : published;
        NodeScores.check(source.measure(), dataset, split);
        Backbone backbone = CatalogueItem.named(Backbone.class, spec.backbone());
        return backbone instanceof LabelReuseBackbone reusing
                ? new LabelReuseTask(spec, reusing, dataset, split, settings)
                : new NodeTask(spec, dataset, split, settings.threads());
    }

    @Override
    public SortedSet<String> scores(String dataset, String backbone, Protocol protocol) {
        SortedSet<String> scores = NodeScores.names(dataset);
        if (CatalogueItem.named(Backbone.class, backbone) instanceof LabelReuseBackbone) {
            scores.addAll(
                    List.of(LabelReuseTask.VALIDATION_LOSS, LabelReuseTask.TEST_LOSS, LabelReuseTask.NEGATIVE_LOSS));
        }
        return scores;
    }

    static SortedMap<String, Object> configuration(TrialSpec spec, GraphDataset dataset) {
        return TrialConfiguration.of(
                spec,
                dataset.digest(),
                Map.of(
                        "num_nodes", dataset.nodes(),
                        "num_features", dataset.features().columns(),
                        "num_classes", dataset.classes()));
    }
}
