package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.graphset.Folds;
import dev.contranorm.zoo.data.graphset.GraphSet;
import dev.contranorm.zoo.data.graphset.GraphSetSource;
import dev.contranorm.zoo.train.task.Task;
import dev.contranorm.zoo.train.task.TaskFamily;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Training on sets of graphs in batches, with one of ten folds as the test. */
public final class GraphClassification implements TaskFamily {
    @Override
    public String family() {
        return CatalogueEntry.GRAPH_SET;
    }

    @Override
    public Task open(TrialSpec spec, TrainingSettings settings) throws DatasetException {
        GraphSet set = CatalogueItem.named(GraphSetSource.class, spec.dataset()).load(spec, settings.dataFolder());
        return new GraphTask(spec, set, Folds.of(set, spec), settings.threads());
    }

    @Override
    public SortedSet<String> scores(String dataset, String backbone, Protocol protocol) {
        return new TreeSet<>(List.of(NodeScores.TRAIN, NodeScores.VALIDATION, NodeScores.TEST));
    }
}
