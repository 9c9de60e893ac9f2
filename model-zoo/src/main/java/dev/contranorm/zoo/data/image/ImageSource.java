package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.Dataset;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A dataset of labelled pictures. */
public interface ImageSource extends Dataset {
    /**
     * Lists the pictures; each is decoded when it is needed.
     *
     * @param dataFolder the user's data folder ({@code --data}, {@code SWEEP_DATA}), empty when none was given
     * @throws DatasetException when files are missing or do not fit together
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
     * The dataset's own folder.
     *
     * @throws DatasetException when no data folder was given
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
