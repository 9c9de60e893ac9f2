package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Colour;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Grey images of a thousand classes, for measuring steps, where only sizes matter. */
public final class SyntheticImages implements ImageSource {
    private static final int CLASSES = 1000;
    /** The number of images, enough for a batch of any size. */
    private static final int IMAGES = 65_536;

    private static final int EVALUATED = 64;
    private static final int GREY = 128;

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "synthetic-images",
                CatalogueEntry.IMAGE,
                "Grey images of 1,000 classes, for measuring steps.",
                List.of(),
                true);
    }

    @Override
    public ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) {
        int side = (int) spec.integer("image");
        Bitmap grey = Bitmap.filled(side, side, new Colour(GREY, GREY, GREY));
        List<LabelledImage> images = Collections.nCopies(IMAGES, new LabelledImage(() -> grey, 1));
        List<String> classes =
                IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
        return new ImageDataset(
                "synthetic-images", ImageDataset.Form.SYNTHETIC, classes, images, images.subList(0, EVALUATED), "");
    }
}
