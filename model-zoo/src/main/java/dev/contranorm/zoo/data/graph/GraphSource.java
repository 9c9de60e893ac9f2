package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.Dataset;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.PublishedFacts;
import dev.contranorm.zoo.metric.Score;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A dataset that is one graph with labelled nodes. */
public interface GraphSource extends Dataset {
    /** The parameter of datasets with their own {@link #measure}: the name of the score that selects the best epoch. */
    String SELECTION = "dataset.selection";

    /**
     * Reads or generates the graph that a specification names.
     *
     * @param dataFolder the user's data folder ({@code --data}, {@code SWEEP_DATA}), empty if none is given
     * @throws DatasetException if files are missing or damaged
     */
    GraphDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException;

    /** The measure that its authors use for predictions of nodes: accuracy, or ROC AUC for two classes. */
    default Score measure() {
        return Score.ACCURACY;
    }

    @Override
    default SortedMap<String, Object> published(TrialSpec spec) {
        return PublishedFacts.of(entry().name());
    }

    @Override
    default SortedMap<String, Object> inspect(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        GraphDataset graph = load(spec, dataFolder);
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("nodes", (long) graph.nodes());
        facts.put("edges", (long) graph.adjacency().nonZeros());
        facts.put("features", (long) graph.features().columns());
        facts.put("classes", (long) graph.classes());
        facts.put("splits", (long) graph.splits().size());
        facts.put("digest", graph.digest());
        return facts;
    }
}
