package dev.contranorm.zoo.train.text;

import dev.contranorm.zoo.backbone.text.TextBackbone;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.text.TextDataset;
import dev.contranorm.zoo.data.text.TextSource;
import dev.contranorm.zoo.data.text.TextTokenizer;
import dev.contranorm.zoo.data.text.TokenEncoder;
import dev.contranorm.zoo.train.task.Task;
import dev.contranorm.zoo.train.task.TaskFamily;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import dev.contranorm.zoo.weights.WeightsException;
import dev.contranorm.zoo.weights.WeightsFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Training on texts: batches of padded sequences, Hugging Face's AdamW with linear decay. */
public final class TextClassification implements TaskFamily {
    @Override
    public String family() {
        return CatalogueEntry.TEXT;
    }

    @Override
    public Task open(TrialSpec spec, TrainingSettings settings) throws DatasetException {
        TextSource source = CatalogueItem.named(TextSource.class, spec.dataset());
        TextBackbone backbone = CatalogueItem.named(TextBackbone.class, spec.backbone());
        TextDataset data = source.load(spec, settings.dataFolder());
        Path folder = settings.dataFolder().orElse(Path.of("."));
        Optional<WeightsFolder> weights = weights(spec, folder);
        try (TokenEncoder tokenizer = encoder(source, spec, folder)) {
            TextTask task = new TextTask(spec, backbone, data, source.scores(), tokenizer, settings.threads());
            if (weights.isPresent()) {
                task.state().load(weights.get(), backbone.naming());
            }
            return task;
        } catch (WeightsException unfit) {
            throw new DatasetException(DatasetException.Kind.DAMAGED, "weights: " + unfit.getMessage());
        }
    }

    private static TokenEncoder encoder(TextSource source, TrialSpec spec, Path folder) throws DatasetException {
        int length = (int) spec.integer("length");
        Optional<TokenEncoder> own = source.encoder(length);
        return own.isPresent() ? own.get() : TextTokenizer.open(folder.resolve(spec.text("tokenizer")), length);
    }

    private static Optional<WeightsFolder> weights(TrialSpec spec, Path folder) throws DatasetException {
        if (spec.text("weights").isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(WeightsFolder.open(folder.resolve(spec.text("weights"))));
        } catch (WeightsException unreadable) {
            throw new DatasetException(DatasetException.Kind.MISSING, "weights: " + unreadable.getMessage());
        }
    }

    @Override
    public SortedSet<String> scores(String dataset, String backbone, Protocol protocol) {
        TextSource source = CatalogueItem.named(TextSource.class, dataset);
        Set<String> measures = TextScores.names(source.scores());
        return TextSplits.evaluated(source, protocol).stream()
                .flatMap(part -> measures.stream().map(measure -> part + "/" + measure))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
