package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import java.nio.file.Path;
import java.util.List;

/** CIFAR's files of class names: one a line, in the order of the labels. */
final class CifarNames {
    private CifarNames() {}

    /**
     * @throws DatasetException when the file is missing or does not hold this many names
     */
    static List<String> read(Path file, int wanted) throws DatasetException {
        List<String> names = ClassList.lines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (names.size() != wanted) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED, file + ": has " + names.size() + " names of classes, not " + wanted);
        }
        return names;
    }
}
