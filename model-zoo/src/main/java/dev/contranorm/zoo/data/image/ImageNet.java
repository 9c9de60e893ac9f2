package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** ImageNet-1k (Russakovsky et al., 2015) in the usual layout: {@code imagenet/{train,val}/<synset>/<image>}. */
public final class ImageNet implements ImageSource {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "imagenet",
                CatalogueEntry.IMAGE,
                "ImageNet-1k as folders of images: 1,000 classes.",
                List.of());
    }

    @Override
    public ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        Path folder = folder(dataFolder);
        return new ImageFolder("imagenet", folder.resolve("train"), folder.resolve("val"), ImageFolder.Depth.UPPER)
                .read();
    }
}
