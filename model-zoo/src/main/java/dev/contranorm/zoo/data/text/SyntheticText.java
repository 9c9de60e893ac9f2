package dev.contranorm.zoo.data.text;

import dev.contranorm.zoo.metric.Score;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Texts of random tokens at full length, for measuring steps, where only sizes matter. */
public final class SyntheticText implements TextSource {
    private static final int TEXTS = 64;
    /** The size of BERT's vocabulary. */
    private static final int VOCABULARY = 30_522;

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "synthetic-text",
                CatalogueEntry.TEXT,
                "Random tokens in two classes, for measuring steps.",
                List.of(),
                true);
    }

    @Override
    public List<Score> scores() {
        return List.of(Score.ACCURACY);
    }

    @Override
    public TextDataset load(TrialSpec spec, Optional<Path> dataFolder) {
        List<TextExample> texts = new ArrayList<>();
        for (int k = 0; k < TEXTS; k++) {
            texts.add(new TextExample(String.valueOf(k), Optional.empty(), k % 2));
        }
        return new TextDataset("synthetic-text", 2, texts, texts);
    }

    /** An encoder for which every text has the full length. */
    @Override
    public Optional<TokenEncoder> encoder(int length) {
        return Optional.of(new TokenEncoder() {
            @Override
            public Tokens encode(TextExample example) {
                SplittableRandom random = new SplittableRandom(example.first().hashCode());
                return new Tokens(random.ints(length, 1, VOCABULARY).toArray(), new int[length]);
            }

            @Override
            public int vocabulary() {
                return VOCABULARY;
            }
        });
    }
}
