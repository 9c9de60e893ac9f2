package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * ImageNet-100: a hundred classes of ImageNet-1k. Either a tree of its own, {@code imagenet100/{train,val}/<synset>}, or {@code
 * imagenet100/classes.txt} that names synsets, one a line, which are then taken out of {@code imagenet/{train,val}}. Where both
 * are there, the list chooses from the own tree.
 */
public final class ImageNet100 implements ImageSource {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "imagenet100",
                CatalogueEntry.IMAGE,
                "ImageNet-100: folders of its own, or classes.txt naming classes of imagenet.",
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
                    own + ": holds neither train and val with a folder of pictures for each class, nor classes.txt with"
                            + " the names of classes to take out of " + own.resolveSibling("imagenet"));
        }
        Path root = hasTree ? own : own.resolveSibling("imagenet");
        ImageFolder tree =
                new ImageFolder("imagenet100", root.resolve("train"), root.resolve("val"), ImageFolder.Depth.UPPER);
        return Files.exists(list) ? tree.read(ClassList.read(list)) : tree.read();
    }
}
