package dev.contranorm.zoo.data.text;

import dev.contranorm.zoo.data.Dataset;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.metric.Score;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A dataset of labelled texts. */
public interface TextSource extends Dataset {
    /**
     * @param dataFolder the user's data folder ({@code --data}, {@code SWEEP_DATA}), empty if none is given
     * @throws DatasetException if files are missing or damaged
     */
    TextDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException;

    /** The measures of the task; the first is the {@link #headline}. */
    List<Score> scores();

    /**
     * The single measure that a table of tasks shows and averages, as in BERT's table (Devlin et al., 2019): F1 for MRPC and
     * QQP, Spearman for STS-B, Matthews for CoLA, accuracy for the others.
     */
    default Score headline() {
        return scores().get(0);
    }

    /**
     * The encoder of these texts if it is not the tokenizer of the specification.
     *
     * @param length maximum number of tokens of a text
     */
    default Optional<TokenEncoder> encoder(int length) {
        return Optional.empty();
    }

    /** The names of {@link TextDataset#further}, known without reading the data. */
    default Set<String> further() {
        return Set.of();
    }

    @Override
    default SortedMap<String, Object> inspect(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        TextDataset data = load(spec, dataFolder);
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("train", (long) data.train().size());
        facts.put("validation", (long) data.validation().size());
        data.further().forEach((part, examples) -> facts.put("validation-" + part, (long) examples.size()));
        facts.put("classes", (long) data.classes());
        facts.put("digest", data.digest());
        return facts;
    }
}
