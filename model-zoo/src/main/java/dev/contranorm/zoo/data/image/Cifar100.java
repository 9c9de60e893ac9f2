package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.Sha256;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * CIFAR-100 (Krizhevsky, 2009): {@code cifar100/{train,test}/<class>/<picture>}, or the binary files {@code train.bin}, {@code
 * test.bin}, {@code fine_label_names.txt} and {@code coarse_label_names.txt} in {@code cifar100} or as unpacked in {@code
 * cifar100/cifar-100-binary}. Folders come first where both are there.
 */
public final class Cifar100 implements ImageSource {
    private static final String FINE = "fine";
    private static final int FINE_CLASSES = 100;
    private static final int COARSE_CLASSES = 20;

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "cifar100",
                CatalogueEntry.IMAGE,
                "CIFAR-100, as folders of pictures or the original binary files: 100 classes, 32 × 32.",
                List.of(ParameterSpec.text(
                        "dataset.labels",
                        FINE,
                        List.of(FINE, "coarse"),
                        "fine (100 classes) or coarse (20); folders are what they are.")));
    }

    @Override
    public ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        Path folder = folder(dataFolder);
        Path unpacked = folder.resolve("cifar-100-binary");
        Path binary = Files.isDirectory(unpacked) ? unpacked : folder;
        if (Files.isDirectory(folder.resolve("train")) || !Files.exists(binary.resolve("train.bin"))) {
            return new ImageFolder("cifar100", folder.resolve("train"), folder.resolve("test"), ImageFolder.Depth.UPPER)
                    .read();
        }
        boolean fine = spec.text("dataset.labels").equals(FINE);
        List<String> classes = fine
                ? CifarNames.read(binary.resolve("fine_label_names.txt"), FINE_CLASSES)
                : CifarNames.read(binary.resolve("coarse_label_names.txt"), COARSE_CLASSES);
        CifarFiles files = new CifarFiles(2, fine ? 1 : 0, classes);
        Sha256 digest = new Sha256();
        return new ImageDataset(
                "cifar100",
                ImageDataset.Form.BINARY,
                classes,
                files.read(List.of(binary.resolve("train.bin")), digest),
                files.read(List.of(binary.resolve("test.bin")), digest),
                digest.hex());
    }
}
