package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.Sha256;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * CIFAR-10 (Krizhevsky, 2009): {@code cifar10/{train,test}/<class>/<picture>}, or the binary files {@code
 * data_batch_1.bin … 5}, {@code test_batch.bin} and {@code batches.meta.txt} in {@code cifar10} or as unpacked in {@code
 * cifar10/cifar-10-batches-bin}. Folders come first where both are there.
 */
public final class Cifar10 implements ImageSource {
    private static final int BATCHES = 5;
    private static final int CLASSES = 10;

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                "cifar10",
                CatalogueEntry.IMAGE,
                "CIFAR-10, as folders of pictures or the original binary files: 10 classes, 32 × 32.",
                List.of());
    }

    @Override
    public ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        Path folder = folder(dataFolder);
        Path unpacked = folder.resolve("cifar-10-batches-bin");
        Path binary = Files.isDirectory(unpacked) ? unpacked : folder;
        List<Path> batches = IntStream.rangeClosed(1, BATCHES)
                .mapToObj(k -> binary.resolve("data_batch_" + k + ".bin"))
                .toList();
        if (Files.isDirectory(folder.resolve("train")) || batches.stream().noneMatch(Files::exists)) {
            return new ImageFolder("cifar10", folder.resolve("train"), folder.resolve("test"), ImageFolder.Depth.UPPER)
                    .read();
        }
        List<String> classes = CifarNames.read(binary.resolve("batches.meta.txt"), CLASSES);
        CifarFiles files = new CifarFiles(1, 0, classes);
        Sha256 digest = new Sha256();
        return new ImageDataset(
                "cifar10",
                ImageDataset.Form.BINARY,
                classes,
                files.read(batches, digest),
                files.read(List.of(binary.resolve("test_batch.bin")), digest),
                digest.hex());
    }
}
