package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import java.nio.file.Path;
import java.util.List;

/** The class name files of CIFAR: one name per line, in the order of the labels. */
final class CifarNames {
    private CifarNames() {}

    /**
     * @throws DatasetException if the file is missing or has a different number of names
     */
    static List<String> read(Path file, int wanted) throws DatasetException {
        List<String> names = ClassList.lines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (names.size() != wanted) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED,
                    file + ": has " + names.size() + " class names instead of " + wanted);
        }
        return names;
    }
}
