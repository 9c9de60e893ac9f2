package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.DatasetFolder;
import dev.contranorm.zoo.data.PublishedArchive;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.DenseMatrix;
import dev.contranorm.zoo.data.format.LineTable;
import dev.contranorm.zoo.data.format.NumpyFloats;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The files of a node-property graph of the Open Graph Benchmark: {@code <data>/ogbn_arxiv/raw/*.csv.gz} and {@code
 * split/time/*.csv.gz}. Tables are read line by line; only the result is held in memory.
 */
final class OgbFiles {
    static final String ADDRESS = "http://snap.stanford.edu/ogb/data/nodeproppred/arxiv.zip";
    static final String EMBEDDING_ADDRESS = "https://archive.org/download/pecos-dataset/giant-xrt/ogbn-arxiv.tar.gz";
    private static final String FOLDER = "ogbn_arxiv/";
    private static final String RAW = FOLDER + "raw/";
    private static final String SPLIT = FOLDER + "split/time/";
    private static final String EMBEDDING = FOLDER + "X.all.xrt-emb.npy";

    private static final List<String> TABLES = List.of(
            RAW + "num-node-list.csv.gz",
            RAW + "num-edge-list.csv.gz",
            RAW + "edge.csv.gz",
            RAW + "node-feat.csv.gz",
            RAW + "node-label.csv.gz",
            SPLIT + "train.csv.gz",
            SPLIT + "valid.csv.gz",
            SPLIT + "test.csv.gz");

    private final DatasetFolder folder;
    private final DatasetFolder embeddings;

    OgbFiles(String dataset, Optional<Path> dataFolder) throws DatasetException {
        this.folder = DatasetFolder.of(dataset, dataFolder, ADDRESS, true);
        this.embeddings = DatasetFolder.of(dataset, dataFolder, EMBEDDING_ADDRESS, false);
    }

    /** The tables as their authors offer them; the embedding is not included. */
    static PublishedArchive archive() {
        return new PublishedArchive(FOLDER + "arxiv.zip", URI.create(ADDRESS), "arxiv/", FOLDER);
    }

    /** The files of every graph in this layout. */
    static List<String> places() {
        return TABLES;
    }

    /** One class per node. */
    int[] labels() throws DatasetException {
        String path = RAW + "node-label.csv.gz";
        int[] labels = column(path);
        expect(RAW + "num-node-list.csv.gz", labels.length, path);
        for (int node = 0; node < labels.length; node++) {
            if (labels[node] < 0) {
                throw folder.damaged(path, "line " + (node + 1) + ": the class " + labels[node] + " is negative");
            }
        }
        return labels;
    }

    /** The edges as listed: row cites column. */
    CsrMatrix edges(int nodes) throws DatasetException {
        String path = RAW + "edge.csv.gz";
        IntStream.Builder from = IntStream.builder();
        IntStream.Builder to = IntStream.builder();
        int count = read(path, (index, ends) -> {
            if (ends.size() != 2) {
                throw new IllegalArgumentException("an edge has two nodes");
            }
            from.add(node(ends.get(0), nodes));
            to.add(node(ends.get(1), nodes));
        });
        expect(RAW + "num-edge-list.csv.gz", count, path);
        float[] ones = new float[count];
        Arrays.fill(ones, 1f);
        return CsrMatrix.of(nodes, nodes, from.build().toArray(), to.build().toArray(), ones, Math::max);
    }

    /** The published features, one line per node. */
    DenseMatrix features(int nodes) throws DatasetException {
        String path = RAW + "node-feat.csv.gz";
        FeatureRows rows = new FeatureRows(nodes);
        read(path, rows);
        try {
            return rows.matrix();
        } catch (IllegalArgumentException few) {
            throw folder.damaged(path, few.getMessage());
        }
    }

    /** GIANT-XRT's features. */
    DenseMatrix embedding(int nodes) throws DatasetException {
        Path file = embeddings.file(EMBEDDING);
        try {
            return NumpyFloats.read(file, nodes);
        } catch (IOException damaged) {
            throw embeddings.damaged(EMBEDDING, damaged.getMessage());
        }
    }

    NodeSplit split(int nodes) throws DatasetException {
        boolean[] train = mask("train", nodes);
        boolean[] validation = mask("valid", nodes);
        boolean[] test = mask("test", nodes);
        try {
            return new NodeSplit(train, validation, test);
        } catch (IllegalArgumentException overlap) {
            throw folder.contradictory(SPLIT, overlap.getMessage());
        }
    }

    private boolean[] mask(String part, int nodes) throws DatasetException {
        boolean[] mask = new boolean[nodes];
        String path = SPLIT + part + ".csv.gz";
        int listed = read(path, (index, fields) -> {
            int node = node(LineTable.only(fields), nodes);
            if (mask[node]) {
                throw new IllegalArgumentException("node " + node + " is listed twice");
            }
            mask[node] = true;
        });
        if (listed == 0) {
            throw folder.damaged(path, "it lists no nodes");
        }
        return mask;
    }

    private static int node(String field, int nodes) {
        int node = LineTable.whole(field);
        if (node < 0 || node >= nodes) {
            throw new IllegalArgumentException("node " + node + " is outside 0.." + (nodes - 1));
        }
        return node;
    }

    /** Rejects a table whose number of rows differs from its counting file. */
    private void expect(String counting, int rows, String counted) throws DatasetException {
        int[] counts = column(counting);
        if (counts.length != 1) {
            throw folder.damaged(counting, "it has " + counts.length + " counts; expected one for one graph");
        }
        if (counts[0] != rows) {
            throw folder.damaged(counted, "it has " + rows + " lines instead of the " + counts[0] + " in " + counting);
        }
    }

    private int[] column(String path) throws DatasetException {
        Path file = folder.file(path);
        try {
            return LineTable.gzippedCommas(file).column();
        } catch (IOException damaged) {
            throw folder.damaged(path, damaged.getMessage());
        }
    }

    private int read(String path, LineTable.Row row) throws DatasetException {
        Path file = folder.file(path);
        try {
            return LineTable.gzippedCommas(file).read(row);
        } catch (IOException damaged) {
            throw folder.damaged(path, damaged.getMessage());
        }
    }
}
