package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.Dataset;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A dataset of labelled images. */
public interface ImageSource extends Dataset {
    /**
     * Lists the images; each is decoded on demand.
     *
     * @param dataFolder the user's data folder ({@code --data}, {@code SWEEP_DATA}), empty if none is given
     * @throws DatasetException if files are missing or do not match
     */
    ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException;

    @Override
    default SortedMap<String, Object> inspect(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        ImageDataset data = load(spec, dataFolder);
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("form", data.form().name().toLowerCase(Locale.ROOT));
        facts.put("train", (long) data.train().size());
        facts.put("test", (long) data.test().size());
        facts.put("classes", (long) data.classes().size());
        facts.put("digest", data.digest());
        return facts;
    }

    /**
     * The folder of the dataset.
     *
     * @throws DatasetException if no data folder is given
     */
    default Path folder(Optional<Path> dataFolder) throws DatasetException {
        String name = entry().name();
        return dataFolder
                .map(data -> data.resolve(name))
                .orElseThrow(() -> new DatasetException(
                        DatasetException.Kind.MISSING,
                        "dataset " + name + " is read from files: name the data folder with --data DIR or SWEEP_DATA"));
    }
}
