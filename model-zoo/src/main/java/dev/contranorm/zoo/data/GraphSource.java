package dev.contranorm.zoo.data;

import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Optional;

/** A dataset that is one graph with labelled nodes. */
public interface GraphSource extends Dataset {
    /**
     * Reads or generates the graph that a specification names.
     *
     * @param dataFolder the user's data folder ({@code --data}, {@code SWEEP_DATA}), empty when none was given
     * @throws DatasetException when files are missing or damaged
     */
    GraphDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException;
}
