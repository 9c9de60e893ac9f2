package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A text file of class names, one per line. Text after the first space and lines that start with {@code #} are comments. */
record ClassList(Path file, List<String> names) {
    ClassList {
        names = List.copyOf(names);
    }

    static ClassList read(Path file) throws DatasetException {
        List<String> names = new ArrayList<>();
        for (String line : lines(file)) {
            String name = line.strip().split("\\s+", 2)[0];
            if (name.isEmpty() || name.startsWith("#")) {
                continue;
            }
            if (names.contains(name)) {
                throw damaged(file, "names '" + name + "' twice");
            }
            names.add(name);
        }
        if (names.isEmpty()) {
            throw damaged(file, "names no classes; write one per line");
        }
        return new ClassList(file, names);
    }

    /** Reads all lines of a text file. */
    static List<String> lines(Path file) throws DatasetException {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new DatasetException(
                    Files.exists(file) ? DatasetException.Kind.DAMAGED : DatasetException.Kind.MISSING,
                    file + ": cannot be read: " + unreadable);
        }
    }

    private static DatasetException damaged(Path file, String problem) {
        return new DatasetException(DatasetException.Kind.DAMAGED, file + ": " + problem);
    }
}
