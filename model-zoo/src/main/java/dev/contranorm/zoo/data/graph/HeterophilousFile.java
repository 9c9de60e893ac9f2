package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.DatasetFolder;
import dev.contranorm.zoo.data.PublishedFile;
import dev.contranorm.zoo.data.PublishedFiles;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import dev.contranorm.zoo.data.format.NumpyArchive;
import dev.contranorm.zoo.data.format.NumpyArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A graph in one NumPy archive, {@code <data>/heterophilous/<file>.npz}: {@code node_features} n × f, {@code node_labels} n,
 * {@code edges} m × 2, and {@code train_masks}, {@code val_masks}, {@code test_masks}, one row of n per split.
 */
final class HeterophilousFile {
    static final String ADDRESS = "https://github.com/yandex-research/heterophilous-graphs/raw/main/data/";

    private final String path;

    /** @param file such as {@code chameleon_filtered}, as its authors name it */
    HeterophilousFile(String file) {
        this.path = "heterophilous/" + file + ".npz";
    }

    String path() {
        return path;
    }

    List<PublishedFile> published() {
        return PublishedFiles.under(path);
    }

    /** @param directed whether edges keep their direction; otherwise both directions are added */
    GraphDataset read(String name, DatasetFolder folder, boolean directed) throws DatasetException {
        var file = folder.file(path);
        try {
            return graph(name, NumpyArchive.read(file), directed);
        } catch (IOException | RuntimeException damaged) {
            throw folder.damaged(path, String.valueOf(damaged.getMessage()));
        }
    }

    private static GraphDataset graph(String name, Map<String, NumpyArray> arrays, boolean directed)
            throws IOException {
        NumpyArray labelled = array(arrays, "node_labels", 1);
        int n = labelled.shape()[0];
        int[] labels =
                IntStream.range(0, n).map(node -> (int) labelled.number(node)).toArray();
        CsrMatrix listed = edges(array(arrays, "edges", 2), n);
        return GraphDataset.of(
                name,
                features(array(arrays, "node_features", 2), n),
                directed ? listed : GraphPreprocessing.symmetriseByMaximum(listed),
                labels,
                IntStream.of(labels).max().orElse(-1) + 1,
                splits(arrays, n));
    }

    private static FeatureMatrix features(NumpyArray x, int n) throws IOException {
        if (x.shape()[0] != n) {
            throw new IOException("node_features has " + x.shape()[0] + " rows for " + n + " nodes");
        }
        float[] dense = new float[x.size()];
        for (int k = 0; k < dense.length; k++) {
            dense[k] = (float) x.number(k);
        }
        return FeatureMatrix.of(n, x.shape()[1], dense);
    }

    private static CsrMatrix edges(NumpyArray edges, int n) throws IOException {
        if (edges.shape()[1] != 2) {
            throw new IOException("edges has " + edges.shape()[1] + " columns; an edge has two nodes");
        }
        int count = edges.shape()[0];
        int[][] ends = new int[2][count];
        for (int k = 0; k < 2 * count; k++) {
            double node = edges.number(k);
            if (!(node >= 0 && node < n)) {
                throw new IOException("edge " + k / 2 + ": node " + (long) node + " is outside 0.." + (n - 1));
            }
            ends[k % 2][k / 2] = (int) node;
        }
        float[] ones = new float[count];
        Arrays.fill(ones, 1f);
        return CsrMatrix.of(n, n, ends[0], ends[1], ones, Math::max);
    }

    private static List<NodeSplit> splits(Map<String, NumpyArray> arrays, int n) throws IOException {
        NumpyArray train = array(arrays, "train_masks", 2);
        NumpyArray validation = array(arrays, "val_masks", 2);
        NumpyArray test = array(arrays, "test_masks", 2);
        List<NodeSplit> splits = new ArrayList<>();
        for (int split = 0; split < PublishedSplits.COUNT; split++) {
            splits.add(PublishedSplits.split(
                    split,
                    mask("train_masks", train, split, n),
                    mask("val_masks", validation, split, n),
                    mask("test_masks", test, split, n)));
        }
        return splits;
    }

    private static boolean[] mask(String key, NumpyArray masks, int split, int n) throws IOException {
        int[] shape = masks.shape();
        if (shape[0] != PublishedSplits.COUNT || shape[1] != n) {
            throw new IOException(key + " is " + shape[0] + " × " + shape[1] + ", not " + PublishedSplits.COUNT
                    + " splits × " + n + " nodes");
        }
        boolean[] mask = new boolean[n];
        for (int node = 0; node < n; node++) {
            mask[node] = masks.number(split * n + node) != 0;
        }
        return mask;
    }

    private static NumpyArray array(Map<String, NumpyArray> arrays, String key, int dimensions) throws IOException {
        NumpyArray array = arrays.get(key);
        if (array == null || array.shape().length != dimensions) {
            throw new IOException("it has no array " + key + " of " + dimensions + " dimensions");
        }
        return array;
    }
}
