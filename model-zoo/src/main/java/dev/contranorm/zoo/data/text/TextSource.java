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
     * @param dataFolder the user's data folder ({@code --data}, {@code SWEEP_DATA}), empty when none was given
     * @throws DatasetException when files are missing or damaged
     */
    TextDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException;

    /** The task's own measures; the first is the {@link #headline}. */
    List<Score> scores();

    /**
     * The one measure that a table of tasks shows, and that an average over tasks goes over: the choice of BERT's table
     * (Devlin et al., 2019), F1 for MRPC and QQP, Spearman for STS-B, Matthews for CoLA, accuracy for the others.
     */
    default Score headline() {
        return scores().get(0);
    }

    /**
     * What makes tokens of these texts, where that is no tokenizer of the specification's.
     *
     * @param length most tokens of a text
     */
    default Optional<TokenEncoder> encoder(int length) {
        return Optional.empty();
    }

    /** The names of {@link TextDataset#further}, known before anything is read. */
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
