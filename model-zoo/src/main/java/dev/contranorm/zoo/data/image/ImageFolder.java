package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Images in one folder per class, as torchvision's {@code ImageFolder} reads them. Labels follow the sorted class names.
 *
 * @param name name of the dataset
 * @param train folder of the training images
 * @param test folder of the test images
 * @param depth which folders are classes
 */
record ImageFolder(String name, Path train, Path test, Depth depth) {
    /** Which folders are classes. */
    enum Depth {
        /** The folders directly in the part's folder; deeper folders belong to them. */
        UPPER,
        /** The innermost folders, named by their relative path. */
        INNERMOST
    }

    /**
     * Reads all classes.
     *
     * @throws DatasetException if a part is missing, a class is empty, or one part has a class that the other lacks
     */
    ImageDataset read() throws DatasetException {
        SortedSet<String> trained = classes(train);
        SortedSet<String> tested = classes(test);
        checkHas(test, tested, trained, train.toString());
        checkHas(train, trained, tested, test.toString());
        return images(List.copyOf(trained));
    }

    /**
     * Reads the listed classes.
     *
     * @throws DatasetException if a part is missing, a class is empty, or a part lacks a listed class
     */
    ImageDataset read(ClassList wanted) throws DatasetException {
        SortedSet<String> names = new TreeSet<>(wanted.names());
        checkHas(train, classes(train), names, wanted.file().toString());
        checkHas(test, classes(test), names, wanted.file().toString());
        return images(List.copyOf(names));
    }

    private static void checkHas(Path part, SortedSet<String> there, SortedSet<String> wanted, String wantedBy)
            throws DatasetException {
        for (String each : wanted) {
            if (!there.contains(each)) {
                throw new DatasetException(
                        DatasetException.Kind.DAMAGED,
                        part + ": lacks the class folder '" + each + "', which " + wantedBy
                                + " has; the parts need the same classes");
            }
        }
    }

    private SortedSet<String> classes(Path part) throws DatasetException {
        SortedSet<String> classes = new TreeSet<>();
        for (Path folder : folders(part)) {
            collect(part, folder, classes);
        }
        if (classes.isEmpty()) {
            throw missing(part + ": is empty; put one folder of images per class into it");
        }
        return classes;
    }

    private void collect(Path part, Path folder, SortedSet<String> classes) throws DatasetException {
        List<Path> inner = depth == Depth.UPPER ? List.of() : folders(folder);
        if (inner.isEmpty()) {
            classes.add(relative(part, folder));
        }
        for (Path each : inner) {
            collect(part, each, classes);
        }
    }

    private ImageDataset images(List<String> classes) throws DatasetException {
        Sha256 digest = new Sha256();
        return new ImageDataset(
                name,
                ImageDataset.Form.FOLDERS,
                classes,
                images(train, classes, digest),
                images(test, classes, digest),
                digest.hex());
    }

    private static List<LabelledImage> images(Path part, List<String> classes, Sha256 digest) throws DatasetException {
        List<LabelledImage> images = new ArrayList<>();
        for (int k = 0; k < classes.size(); k++) {
            int label = k;
            Path folder = part.resolve(classes.get(k));
            for (Path file : files(folder)) {
                images.add(new LabelledImage(() -> ImageFile.decode(file), label));
                digest.add(classes.get(k)
                        + '/'
                        + relative(folder, file)
                        + ' '
                        + file.toFile().length()
                        + '\n');
            }
        }
        return images;
    }

    private static String relative(Path from, Path to) {
        return from.relativize(to).toString().replace('\\', '/');
    }

    private static List<Path> folders(Path folder) throws DatasetException {
        if (!Files.isDirectory(folder)) {
            throw missing(folder + ": is missing; create it with one folder of images per class");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw missing(folder + ": cannot be listed: " + unreadable.getMessage());
        }
    }

    private static List<Path> files(Path folder) throws DatasetException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> ImageFile.isImage(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw missing(folder + ": cannot be listed: " + unreadable.getMessage());
        }
        if (files.isEmpty()) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED,
                    folder + ": has no images (" + ImageFile.endings()
                            + "); add images or remove the class from all parts");
        }
        return files;
    }

    private static DatasetException missing(String message) {
        return new DatasetException(DatasetException.Kind.MISSING, message);
    }
}
