package dev.contranorm.zoo.image;

import dev.contranorm.zoo.data.Dataset;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A dataset of labelled pictures. */
public interface ImageSource extends Dataset {
    /**
     * @param dataFolder the user's data folder ({@code --data}, {@code SWEEP_DATA}), empty when none was given
     * @throws DatasetException when files are missing
     */
    ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException;

    @Override
    default SortedMap<String, Object> inspect(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        ImageDataset data = load(spec, dataFolder);
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("train", (long) data.train().size());
        facts.put("test", (long) data.test().size());
        facts.put("classes", (long) data.classes().size());
        facts.put("digest", data.digest());
        return facts;
    }
}
