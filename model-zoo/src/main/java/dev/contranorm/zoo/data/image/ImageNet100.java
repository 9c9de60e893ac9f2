package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * ImageNet-100: one hundred classes of ImageNet-1k. Either a separate tree, {@code imagenet100/{train,val}/<synset>}, or {@code
 * imagenet100/classes.txt} with one synset per line, read from {@code imagenet/{train,val}}. If both exist, the list selects
 * from the separate tree.
 */
public final class ImageNet100 implements ImageSource {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "imagenet100",
                CatalogueEntry.IMAGE,
                "ImageNet-100: its own folders, or classes.txt with the names of classes of imagenet.",
                List.of());
    }

    @Override
    public ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        Path own = folder(dataFolder);
        Path list = own.resolve("classes.txt");
        boolean hasTree = Files.isDirectory(own.resolve("train"));
        if (!hasTree && !Files.exists(list)) {
            throw new DatasetException(
                    DatasetException.Kind.MISSING,
                    own
                            + ": has neither train and val with one folder of images per class, nor classes.txt with"
                            + " the names of classes to read from "
                            + own.resolveSibling("imagenet"));
        }
        Path root = hasTree ? own : own.resolveSibling("imagenet");
        ImageFolder tree =
                new ImageFolder("imagenet100", root.resolve("train"), root.resolve("val"), ImageFolder.Depth.UPPER);
        return Files.exists(list) ? tree.read(ClassList.read(list)) : tree.read();
    }
}
