package dev.contranorm.zoo.data.graphset;

import dev.contranorm.zoo.data.Dataset;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A dataset of many graphs, each with a class. */
public interface GraphSetSource extends Dataset {
    /**
     * Reads or generates the graphs that a specification names.
     *
     * @param dataFolder the user's data folder ({@code --data}, {@code SWEEP_DATA}), empty if none is given
     * @throws DatasetException if files are missing or damaged
     */
    GraphSet load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException;

    @Override
    default SortedMap<String, Object> inspect(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        GraphSet set = load(spec, dataFolder);
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("graphs", (long) set.graphs());
        facts.put("nodes", (long) set.nodes());
        facts.put("edges", (long) set.adjacency().nonZeros());
        facts.put("features", (long) set.features().columns());
        facts.put("classes", (long) set.classes());
        facts.put("splits", (long) Folds.COUNT);
        facts.put("digest", set.digest());
        return facts;
    }
}
