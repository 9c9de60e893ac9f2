package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.DatasetFolder;
import dev.contranorm.zoo.data.PublishedFile;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.LineTable;
import dev.contranorm.zoo.data.format.NumpyArchive;
import dev.contranorm.zoo.data.format.NumpyArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The files of a geom-gcn graph: {@code <data>/<name>/raw/out1_node_feature_label.txt} and {@code out1_graph_edges.txt},
 * tab-separated with a header line, and {@code <data>/<name>/splits/<name>_split_0.6_0.2_<k>.npz}.
 */
final class GeomGcnFiles {
    static final String ADDRESS = "https://github.com/graphdml-uiuc-jlu/geom-gcn/tree/master/";

    private final String name;
    private final DatasetFolder folder;

    GeomGcnFiles(String name, Optional<Path> dataFolder, List<PublishedFile> published) throws DatasetException {
        this.name = name;
        this.folder = DatasetFolder.of(name, dataFolder, ADDRESS, published);
    }

    private static String nodeFile(String name) {
        return name + "/raw/out1_node_feature_label.txt";
    }

    private static String edgeFile(String name) {
        return name + "/raw/out1_graph_edges.txt";
    }

    private static String splitFile(String name, int split) {
        return name + "/splits/" + name + "_split_0.6_0.2_" + split + ".npz";
    }

    /** The files of a graph, relative to the data folder. */
    static List<String> paths(String name) {
        List<String> paths = new ArrayList<>(List.of(nodeFile(name), edgeFile(name)));
        for (int split = 0; split < PublishedSplits.COUNT; split++) {
            paths.add(splitFile(name, split));
        }
        return paths;
    }

    /** Whether a folder has text files with the nodes or edges of a graph. */
    static boolean areIn(Path dataFolder, String name) {
        return Files.exists(dataFolder.resolve(nodeFile(name))) || Files.exists(dataFolder.resolve(edgeFile(name)));
    }

    GraphDataset read() throws DatasetException {
        GeomGcnNodes nodes = nodes();
        int[] labels = nodes.labels();
        return GraphDataset.of(
                name,
                nodes.features(),
                GraphPreprocessing.symmetriseByMaximum(edges(labels.length)),
                labels,
                IntStream.of(labels).max().orElse(-1) + 1,
                splits(labels.length));
    }

    private GeomGcnNodes nodes() throws DatasetException {
        Path file = folder.file(nodeFile(name));
        try {
            GeomGcnNodes nodes = new GeomGcnNodes();
            LineTable.tabs(file).read(nodes);
            nodes.finish();
            return nodes;
        } catch (IOException | IllegalArgumentException damaged) {
            throw folder.damaged(nodeFile(name), damaged.getMessage());
        }
    }

    private CsrMatrix edges(int nodes) throws DatasetException {
        Path file = folder.file(edgeFile(name));
        IntStream.Builder from = IntStream.builder();
        IntStream.Builder to = IntStream.builder();
        int lines;
        try {
            lines = LineTable.tabs(file).read((index, ends) -> {
                if (index > 0) {
                    if (ends.size() != 2) {
                        throw new IllegalArgumentException("an edge has two nodes, separated by a tab");
                    }
                    from.add(node(ends.get(0), nodes));
                    to.add(node(ends.get(1), nodes));
                }
            });
        } catch (IOException damaged) {
            throw folder.damaged(edgeFile(name), damaged.getMessage());
        }
        if (lines < 2) {
            throw folder.damaged(edgeFile(name), "it lists no edges");
        }
        float[] ones = new float[lines - 1];
        Arrays.fill(ones, 1f);
        return CsrMatrix.of(nodes, nodes, from.build().toArray(), to.build().toArray(), ones, Math::max);
    }

    private static int node(String field, int nodes) {
        int node = LineTable.whole(field);
        if (node < 0 || node >= nodes) {
            throw new IllegalArgumentException("node " + node + " is outside 0.." + (nodes - 1));
        }
        return node;
    }

    private List<NodeSplit> splits(int nodes) throws DatasetException {
        List<NodeSplit> splits = new ArrayList<>();
        for (int split = 0; split < PublishedSplits.COUNT; split++) {
            Path file = folder.file(splitFile(name, split));
            try {
                Map<String, NumpyArray> arrays = NumpyArchive.read(file);
                splits.add(PublishedSplits.split(
                        split,
                        mask(arrays, "train_mask", nodes),
                        mask(arrays, "val_mask", nodes),
                        mask(arrays, "test_mask", nodes)));
            } catch (IOException | RuntimeException damaged) {
                throw folder.damaged(splitFile(name, split), String.valueOf(damaged.getMessage()));
            }
        }
        return splits;
    }

    private static boolean[] mask(Map<String, NumpyArray> arrays, String key, int nodes) throws IOException {
        NumpyArray array = arrays.get(key);
        if (array == null) {
            throw new IOException("it has no array " + key);
        }
        if (array.size() != nodes) {
            throw new IOException(key + " has " + array.size() + " flags for " + nodes + " nodes");
        }
        boolean[] mask = new boolean[nodes];
        for (int node = 0; node < nodes; node++) {
            mask[node] = array.number(node) != 0;
        }
        return mask;
    }
}
