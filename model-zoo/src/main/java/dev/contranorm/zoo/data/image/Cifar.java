package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.Sha256;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * CIFAR (Krizhevsky, 2009): {@code <name>/{train,test}/<class>/<image>}, or the original binary files in {@code <name>} or in
 * the unpacked folder of their archive. If both exist, the class folders are used.
 */
public enum Cifar implements ImageSource {
    /** Binary files {@code data_batch_1.bin … 5}, {@code test_batch.bin} and {@code batches.meta.txt}. */
    CIFAR_10(
            "cifar10",
            "CIFAR-10 as folders of images or as the original binary files: 10 classes, 32 × 32.",
            "cifar-10-batches-bin",
            IntStream.rangeClosed(1, 5)
                    .mapToObj(k -> "data_batch_" + k + ".bin")
                    .toList(),
            "test_batch.bin",
            List.of(new Labels("", "batches.meta.txt", 10))),
    /**
     * Binary files {@code train.bin}, {@code test.bin}, {@code fine_label_names.txt} and {@code coarse_label_names.txt}; the
     * first of a record's two labels is the coarse one.
     */
    CIFAR_100(
            "cifar100",
            "CIFAR-100 as folders of images or as the original binary files: 100 classes, 32 × 32.",
            "cifar-100-binary",
            List.of("train.bin"),
            "test.bin",
            List.of(
                    new Labels("coarse", "coarse_label_names.txt", 20),
                    new Labels("fine", "fine_label_names.txt", 100)));

    private static final String LABELS = "dataset.labels";

    /**
     * One of the labels of a record.
     *
     * @param value value of the parameter that selects the label
     * @param names file of the class names
     */
    private record Labels(String value, String names, int classes) {}

    private final String name;
    private final String description;
    private final String unpacked;
    private final List<String> train;
    private final String test;
    private final List<Labels> labels;

    /**
     * @param unpacked the folder in the archive of the binary files
     * @param labels labels of a record, in order
     */
    Cifar(String name, String description, String unpacked, List<String> train, String test, List<Labels> labels) {
        this.name = name;
        this.description = description;
        this.unpacked = unpacked;
        this.train = train;
        this.test = test;
        this.labels = labels;
    }

    /** Lists both datasets. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<Cifar> items() {
            return List.of(values());
        }
    }

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(CatalogueEntry.Kind.DATASET, name, CatalogueEntry.IMAGE, description, parameters());
    }

    private List<ParameterSpec> parameters() {
        return labels.size() == 1
                ? List.of()
                : List.of(ParameterSpec.text(
                        LABELS,
                        "fine",
                        List.of("fine", "coarse"),
                        "fine (100 classes) or coarse (20); applies to binary files only."));
    }

    @Override
    public ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        Path folder = folder(dataFolder);
        Path inside = folder.resolve(unpacked);
        Path binary = Files.isDirectory(inside) ? inside : folder;
        List<Path> batches = train.stream().map(binary::resolve).toList();
        if (Files.isDirectory(folder.resolve("train")) || batches.stream().noneMatch(Files::exists)) {
            return new ImageFolder(name, folder.resolve("train"), folder.resolve("test"), ImageFolder.Depth.UPPER)
                    .read();
        }
        int label = label(spec);
        List<String> classes = CifarNames.read(
                binary.resolve(labels.get(label).names()), labels.get(label).classes());
        CifarFiles files = new CifarFiles(labels.size(), label, classes);
        Sha256 digest = new Sha256();
        return new ImageDataset(
                name,
                ImageDataset.Form.BINARY,
                classes,
                files.read(batches, digest),
                files.read(List.of(binary.resolve(test)), digest),
                digest.hex());
    }

    /** The index of the selected label of a record. */
    private int label(TrialSpec spec) {
        return labels.size() == 1
                ? 0
                : labels.stream().map(Labels::value).toList().indexOf(spec.text(LABELS));
    }
}
