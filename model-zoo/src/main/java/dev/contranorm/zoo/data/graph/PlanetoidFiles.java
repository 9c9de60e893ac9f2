package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.DatasetFolder;
import dev.contranorm.zoo.data.PublishedFile;
import dev.contranorm.zoo.data.PublishedFiles;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.PickleReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The eight files of a Planetoid graph (Yang et al., 2016), {@code <data>/<name>/raw/ind.<name>.*}. */
public final class PlanetoidFiles {
    static final List<String> PARTS = List.of("x", "tx", "allx", "y", "ty", "ally", "graph", "test.index");
    static final String ADDRESS = "https://github.com/kimiyoung/planetoid/raw/master/data/";

    private final String name;
    private final DatasetFolder folder;

    public PlanetoidFiles(String name, Optional<Path> dataFolder) throws DatasetException {
        this.name = name;
        this.folder = DatasetFolder.of(name, dataFolder, ADDRESS, published(name));
    }

    static List<PublishedFile> published(String name) {
        return PublishedFiles.under(name + "/raw/");
    }

    private String path(String part) {
        return name + "/raw/ind." + name + "." + part;
    }

    CsrMatrix matrix(String part) throws DatasetException {
        return parse(part, value -> {
            Map<Object, Object> state = ((PickleReader.Instance) value).state();
            List<?> shape = (List<?>) state.getOrDefault("_shape", state.get("shape"));
            int rows = Math.toIntExact((Long) shape.get(0));
            int columns = Math.toIntExact((Long) shape.get(1));
            PickleReader.Array start = (PickleReader.Array) state.get("indptr");
            PickleReader.Array index = (PickleReader.Array) state.get("indices");
            PickleReader.Array data = (PickleReader.Array) state.get("data");
            if (start.size() != rows + 1 || data.size() != index.size()) {
                throw new IllegalArgumentException("its arrays do not fit a matrix of " + rows + " rows");
            }
            int[] row = new int[index.size()];
            int[] column = new int[index.size()];
            float[] values = new float[index.size()];
            for (int r = 0; r < rows; r++) {
                for (int k = (int) start.number(r); k < (int) start.number(r + 1); k++) {
                    row[k] = r;
                    column[k] = (int) index.number(k);
                    values[k] = (float) data.number(k);
                }
            }
            return CsrMatrix.of(rows, columns, row, column, values, Float::sum);
        });
    }

    /** One class per row: the position of the first largest entry. */
    int[] labels(String part) throws DatasetException {
        return parse(part, value -> {
            PickleReader.Array oneHot = (PickleReader.Array) value;
            int classes = oneHot.shape()[1];
            int[] labels = new int[oneHot.shape()[0]];
            for (int row = 0; row < labels.length; row++) {
                for (int c = 1; c < classes; c++) {
                    if (oneHot.number(row * classes + c) > oneHot.number(row * classes + labels[row])) {
                        labels[row] = c;
                    }
                }
            }
            return labels;
        });
    }

    int classes() throws DatasetException {
        return parse("y", value -> ((PickleReader.Array) value).shape()[1]);
    }

    /** Neighbours by node as in the file, including duplicates and self-loops. */
    Map<Integer, List<Integer>> graph() throws DatasetException {
        return parse("graph", value -> {
            Map<Integer, List<Integer>> graph = new TreeMap<>();
            ((Map<?, ?>) value).forEach((node, list) -> {
                List<Integer> neighbours = new ArrayList<>();
                ((List<?>) list).forEach(neighbour -> neighbours.add(Math.toIntExact((Long) neighbour)));
                graph.put(Math.toIntExact((Long) node), neighbours);
            });
            return graph;
        });
    }

    int[] testIndex() throws DatasetException {
        byte[] bytes = bytes("test.index");
        try {
            return new String(bytes, StandardCharsets.US_ASCII)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException damaged) {
            throw damaged("test.index", "a line is not a node number (" + damaged.getMessage() + ")");
        }
    }

    private interface Reading<T> {
        T from(Object value);
    }

    private <T> T parse(String part, Reading<T> reading) throws DatasetException {
        byte[] bytes = bytes(part);
        try {
            return reading.from(PickleReader.read(bytes));
        } catch (IOException | RuntimeException damaged) {
            throw damaged(part, damaged.getMessage());
        }
    }

    /** The exception for files that can be read but contradict one another. */
    DatasetException contradictory(String reason) {
        return folder.contradictory(path("*"), reason);
    }

    DatasetException damaged(String part, String reason) {
        return folder.damaged(path(part), reason);
    }

    private byte[] bytes(String part) throws DatasetException {
        Path file = folder.file(path(part));
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw damaged(part, "it cannot be read (" + unreadable.getMessage() + ")");
        }
    }
}
