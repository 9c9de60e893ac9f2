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
 * Pictures in one folder for each class, as torchvision's {@code ImageFolder} reads them. Labels follow the sorted names of
 * the classes.
 *
 * @param name of the dataset
 * @param train folder to train on
 * @param test folder to judge by
 * @param depth what a class is
 */
record ImageFolder(String name, Path train, Path test, Depth depth) {
    /** Which folders are classes. */
    enum Depth {
        /** Those directly in the part's folder; what lies deeper belongs to them. */
        UPPER,
        /** The innermost, named by their whole path. */
        INNERMOST
    }

    /**
     * All classes.
     *
     * @throws DatasetException when a part is missing, a class is empty, or one part has a class that the other lacks
     */
    ImageDataset read() throws DatasetException {
        SortedSet<String> trained = classes(train);
        SortedSet<String> judged = classes(test);
        checkHas(test, judged, trained, train.toString());
        checkHas(train, trained, judged, test.toString());
        return pictures(List.copyOf(trained));
    }

    /**
     * Some classes.
     *
     * @throws DatasetException when a part is missing, a class is empty, or a part lacks one of the list
     */
    ImageDataset read(ClassList wanted) throws DatasetException {
        SortedSet<String> names = new TreeSet<>(wanted.names());
        checkHas(train, classes(train), names, wanted.file().toString());
        checkHas(test, classes(test), names, wanted.file().toString());
        return pictures(List.copyOf(names));
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
            throw missing(part + ": is empty; it holds one folder of pictures for each class");
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

    private ImageDataset pictures(List<String> classes) throws DatasetException {
        Sha256 digest = new Sha256();
        return new ImageDataset(
                name,
                ImageDataset.Form.FOLDERS,
                classes,
                pictures(train, classes, digest),
                pictures(test, classes, digest),
                digest.hex());
    }

    private static List<LabelledImage> pictures(Path part, List<String> classes, Sha256 digest)
            throws DatasetException {
        List<LabelledImage> pictures = new ArrayList<>();
        for (int k = 0; k < classes.size(); k++) {
            int label = k;
            Path folder = part.resolve(classes.get(k));
            for (Path file : files(folder)) {
                pictures.add(new LabelledImage(() -> ImageFile.decode(file), label));
                digest.add(classes.get(k)
                        + '/'
                        + relative(folder, file)
                        + ' '
                        + file.toFile().length()
                        + '\n');
            }
        }
        return pictures;
    }

    private static String relative(Path from, Path to) {
        return from.relativize(to).toString().replace('\\', '/');
    }

    private static List<Path> folders(Path folder) throws DatasetException {
        if (!Files.isDirectory(folder)) {
            throw missing(folder + ": the folder is missing; it holds one folder of pictures for each class");
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
            files = all.filter(file -> ImageFile.isPicture(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw missing(folder + ": cannot be listed: " + unreadable.getMessage());
        }
        if (files.isEmpty()) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED,
                    folder + ": holds no picture (" + ImageFile.endings()
                            + "); fill the class or remove it from all parts");
        }
        return files;
    }

    private static DatasetException missing(String message) {
        return new DatasetException(DatasetException.Kind.MISSING, message);
    }
}
