package dev.contranorm.zoo.data.graphset;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.DatasetFolder;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.LineTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The files of a set in the TU collection: {@code <data>/<NAME>/<NAME>_A.txt} and its siblings, also in the layout of PyTorch
 * Geometric. Nodes and graphs are numbered from 1 in the files, from 0 here.
 */
final class TuFiles {
    private static final String ADDRESS = "https://www.chrsmrrs.com/graphkerneldatasets/";
    private static final String EDGES = "_A.txt";
    private static final String GRAPH_OF_NODE = "_graph_indicator.txt";
    private static final String GRAPH_LABELS = "_graph_labels.txt";
    private static final String NODE_LABELS = "_node_labels.txt";
    private static final String ATTRIBUTES = "_node_attributes.txt";
    private static final String EDGE_LABELS = "_edge_labels.txt";

    private final DatasetFolder folder;
    private final String prefix;

    private TuFiles(DatasetFolder folder, String prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /**
     * @param dataset name in the catalogue
     * @param set name in the collection
     * @throws DatasetException if no data folder is given, or the name is invalid
     */
    static TuFiles open(String dataset, String set, Optional<Path> dataFolder) throws DatasetException {
        if (!set.matches("[A-Za-z0-9_.-]+")) {
            throw new DatasetException(
                    DatasetException.Kind.MISSING,
                    "dataset.name: '" + set
                            + "' is not the name of a graph set; write the name of its folder, such as MUTAG");
        }
        DatasetFolder folder = DatasetFolder.of(dataset, dataFolder, ADDRESS + set + ".zip", List.of());
        String prefix = Stream.of("/", "/raw/", "/" + set + "/raw/")
                .map(below -> set + below + set)
                .filter(each -> folder.has(each + EDGES))
                .findFirst()
                .orElse(set + "/" + set);
        return new TuFiles(folder, prefix);
    }

    /** The graph of every node, in ascending order from 0. */
    int[] graphOfNode() throws DatasetException {
        IntStream.Builder graphs = IntStream.builder();
        int[] last = {0};
        int nodes = read(GRAPH_OF_NODE, (index, fields) -> {
            int graph = LineTable.whole(LineTable.only(fields));
            if (graph != last[0] && graph != last[0] + 1) {
                throw new IllegalArgumentException("graph " + graph + " comes after graph " + last[0]);
            }
            if (graph == 0) {
                throw new IllegalArgumentException("graphs are numbered from 1");
            }
            last[0] = graph;
            graphs.add(graph - 1);
        });
        if (nodes == 0) {
            throw folder.damaged(prefix + GRAPH_OF_NODE, "it lists no nodes");
        }
        return graphs.build().toArray();
    }

    /** The label of every graph as in the file. */
    int[] graphLabels(int graphs) throws DatasetException {
        return counted(GRAPH_LABELS, graphs, "graphs of " + GRAPH_OF_NODE.substring(1));
    }

    /** The label of every node as in the file, if there is such a file. */
    Optional<int[]> nodeLabels(int nodes) throws DatasetException {
        return folder.has(prefix + NODE_LABELS)
                ? Optional.of(counted(NODE_LABELS, nodes, "nodes of " + GRAPH_OF_NODE.substring(1)))
                : Optional.empty();
    }

    /** The attributes of every node, if there is such a file. */
    Optional<CsrMatrix> attributes(int nodes) throws DatasetException {
        if (!folder.has(prefix + ATTRIBUTES)) {
            return Optional.empty();
        }
        float[][] rows = new float[nodes][];
        int lines = read(ATTRIBUTES, (index, fields) -> {
            float[] row = new float[fields.size()];
            for (int k = 0; k < row.length; k++) {
                row[k] = LineTable.decimal(fields.get(k).strip());
            }
            if (index > 0 && row.length != rows[0].length) {
                throw new IllegalArgumentException(row.length + " numbers instead of " + rows[0].length);
            }
            if (index < nodes) {
                rows[index] = row;
            }
        });
        expect(ATTRIBUTES, lines, nodes, "nodes of " + GRAPH_OF_NODE.substring(1));
        int width = rows[0].length;
        float[] dense = new float[Math.multiplyExact(nodes, width)];
        for (int node = 0; node < nodes; node++) {
            System.arraycopy(rows[node], 0, dense, node * width, width);
        }
        return Optional.of(CsrMatrix.fromDense(nodes, width, dense));
    }

    /** Every edge once in each direction; self-loops are dropped, as in PyTorch Geometric. */
    CsrMatrix adjacency(int[] graphOfNode) throws DatasetException {
        int n = graphOfNode.length;
        IntStream.Builder from = IntStream.builder();
        IntStream.Builder to = IntStream.builder();
        int lines = read(EDGES, (index, ends) -> {
            if (ends.size() != 2) {
                throw new IllegalArgumentException("an edge has two nodes, separated by a comma");
            }
            int a = node(ends.get(0), n);
            int b = node(ends.get(1), n);
            if (graphOfNode[a] != graphOfNode[b]) {
                throw new IllegalArgumentException(
                        "nodes " + (a + 1) + " and " + (b + 1) + " belong to different graphs");
            }
            if (a != b) {
                from.add(a);
                to.add(b);
            }
        });
        if (folder.has(prefix + EDGE_LABELS)) {
            // No network reads them, but their number shows whether all edges are present.
            counted(EDGE_LABELS, lines, "edges of " + EDGES.substring(1));
        }
        int[] row = from.build().toArray();
        float[] ones = new float[row.length];
        Arrays.fill(ones, 1);
        CsrMatrix adjacency = CsrMatrix.of(n, n, row, to.build().toArray(), ones, Math::max);
        refuseOneWayEdges(adjacency);
        return adjacency;
    }

    private void refuseOneWayEdges(CsrMatrix adjacency) throws DatasetException {
        CsrMatrix transposed = adjacency.transpose();
        for (int node = 0; node < adjacency.rows(); node++) {
            int[] there = neighbours(adjacency, node);
            int[] back = neighbours(transposed, node);
            int differs = Arrays.mismatch(there, back);
            if (differs >= 0) {
                int other = differs < there.length ? there[differs] : back[differs];
                throw folder.damaged(
                        prefix + EDGES,
                        "an edge between nodes " + (node + 1) + " and " + (other + 1)
                                + " is listed in one direction only; the file may be truncated");
            }
        }
    }

    private static int[] neighbours(CsrMatrix adjacency, int node) {
        return Arrays.copyOfRange(
                adjacency.column(), adjacency.rowStart()[node], adjacency.rowStart()[node + 1]);
    }

    private static int node(String field, int nodes) {
        int node = LineTable.whole(field);
        if (node < 1 || node > nodes) {
            throw new IllegalArgumentException("node " + node + " is outside 1.." + nodes);
        }
        return node - 1;
    }

    private int[] counted(String file, int count, String what) throws DatasetException {
        IntStream.Builder numbers = IntStream.builder();
        int lines = read(file, (index, fields) -> numbers.add(LineTable.whole(LineTable.only(fields))));
        expect(file, lines, count, what);
        return numbers.build().toArray();
    }

    private void expect(String file, int lines, int count, String what) throws DatasetException {
        if (lines != count) {
            throw folder.damaged(prefix + file, "it has " + lines + " lines for the " + count + " " + what);
        }
    }

    private int read(String file, LineTable.Row row) throws DatasetException {
        Path path = folder.file(prefix + file);
        try {
            return LineTable.commas(path).read(row);
        } catch (IOException damaged) {
            throw folder.damaged(prefix + file, damaged.getMessage());
        }
    }
}
