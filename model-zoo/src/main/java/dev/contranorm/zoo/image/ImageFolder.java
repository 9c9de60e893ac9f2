package dev.contranorm.zoo.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A tree {@code <data>/<name>/{train,test or val}/<class>/<picture>} as torchvision's ImageFolder reads it. */
public abstract sealed class ImageFolder implements ImageSource {
    private final String name;
    private final String testFolder;
    private final String sentence;

    private ImageFolder(String name, String testFolder, String sentence) {
        this.name = name;
        this.testFolder = testFolder;
        this.sentence = sentence;
    }

    @Override
    public final CatalogueEntry entry() {
        return new CatalogueEntry(CatalogueEntry.Kind.DATASET, name, CatalogueEntry.IMAGE, sentence, List.of());
    }

    @Override
    public final ImageDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        if (dataFolder.isEmpty()) {
            throw missing(
                    "dataset " + name + " is read from files: name the data folder with --data DIR or SWEEP_DATA");
        }
        Path train = dataFolder.get().resolve(name).resolve("train");
        Path test = dataFolder.get().resolve(name).resolve(testFolder);
        List<String> classes = names(train, Files::isDirectory);
        MessageDigest digest = digest();
        List<Picture> trained = pictures(train, classes, digest);
        return new ImageDataset(
                name,
                classes,
                trained,
                pictures(test, classes, digest),
                HexFormat.of().formatHex(digest.digest()));
    }

    private static List<Picture> pictures(Path folder, List<String> classes, MessageDigest digest)
            throws DatasetException {
        List<Picture> pictures = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            Path place = folder.resolve(classes.get(label));
            for (String file : names(place, Files::isRegularFile)) {
                pictures.add(Picture.of(place.resolve(file), label));
                long size = place.resolve(file).toFile().length();
                digest.update((classes.get(label) + '/' + file + ' ' + size + '\n').getBytes(StandardCharsets.UTF_8));
            }
        }
        return pictures;
    }

    private static List<String> names(Path folder, Predicate<Path> wanted) throws DatasetException {
        if (!Files.isDirectory(folder)) {
            throw missing(folder + ": the folder is missing; it holds one folder of pictures for each class");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries.filter(wanted)
                    .map(entry -> entry.getFileName().toString())
                    .filter(entry -> !entry.startsWith("."))
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                throw missing(folder + ": is empty");
            }
            return names;
        } catch (IOException unreadable) {
            throw missing(folder + ": cannot be listed: " + unreadable.getMessage());
        }
    }

    private static DatasetException missing(String message) {
        return new DatasetException(DatasetException.Kind.MISSING, message);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** CIFAR-10 as folders. */
    public static final class Cifar10 extends ImageFolder {
        public Cifar10() {
            super("cifar10", "test", "CIFAR-10 as folders of pictures: 10 classes, 32 × 32.");
        }
    }

    /** ImageNet-100: 100 classes of ImageNet-1k, laid out by class. */
    public static final class ImageNet100 extends ImageFolder {
        public ImageNet100() {
            super("imagenet100", "val", "ImageNet-100 as folders of pictures: 100 classes.");
        }
    }
}
