package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * iNaturalist (Van Horn et al., 2018), as a tree {@code inaturalist/{train,val}/<kind>/<species>/<image>} or without the kind,
 * whose innermost folders are the classes; or as published, with {@code train2018.json} and {@code val2018.json} (see {@link
 * INaturalistLists}).
 */
public final class INaturalist implements ImageSource {
    private static final String LAYOUT = "dataset.layout";
    private static final String CATEGORY = "dataset.category";
    private static final String FOLDERS = "folders";

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "inaturalist",
                CatalogueEntry.IMAGE,
                "iNaturalist as a tree of images in which each innermost folder is a class, or with its JSON lists.",
                List.of(
                        ParameterSpec.text(
                                LAYOUT,
                                FOLDERS,
                                List.of(FOLDERS, "2018", "2019"),
                                "folders, or the year of the published lists train<year>.json and val<year>.json."),
                        ParameterSpec.text(
                                CATEGORY,
                                "name",
                                INaturalistLists.LEVELS,
                                "Taxonomic level of the classes (with lists): name, the species, or a level above"
                                        + " it.")));
    }

    @Override
    public ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        Path folder = folder(dataFolder);
        String layout = spec.text(LAYOUT);
        return layout.equals(FOLDERS)
                ? new ImageFolder(
                                "inaturalist",
                                folder.resolve("train"),
                                folder.resolve("val"),
                                ImageFolder.Depth.INNERMOST)
                        .read()
                : new INaturalistLists(folder, layout, spec.text(CATEGORY)).read();
    }
}
