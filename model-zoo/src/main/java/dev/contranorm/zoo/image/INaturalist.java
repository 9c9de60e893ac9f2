package dev.contranorm.zoo.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * iNaturalist (Van Horn et al., 2018) as a tree: {@code inaturalist/{train,val}/<kind>/<species>/<picture>} or without the kind.
 * Classes are the innermost folders.
 */
public final class INaturalist implements ImageSource {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "inaturalist",
                CatalogueEntry.IMAGE,
                "iNaturalist as a tree of pictures, each innermost folder a class.",
                List.of());
    }

    @Override
    public ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        Path folder = folder(dataFolder);
        return new PictureTree(
                        "inaturalist", folder.resolve("train"), folder.resolve("val"), PictureTree.Depth.INNERMOST)
                .read();
    }
}
