package dev.contranorm.zoo.image;

import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Grey pictures of a thousand classes: what a measurement of steps names, where only sizes matter. */
public final class SyntheticImages implements ImageSource {
    private static final int CLASSES = 1000;
    private static final int PICTURES = 64;

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "synthetic-images",
                CatalogueEntry.IMAGE,
                "Grey pictures of 1,000 classes, for measuring steps.",
                List.of(),
                true);
    }

    @Override
    public ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) {
        BufferedImage grey = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        List<Picture> pictures = Collections.nCopies(PICTURES, new Picture(() -> grey, 1));
        List<String> classes =
                IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
        return new ImageDataset("synthetic-images", classes, pictures, pictures, "");
    }
}
