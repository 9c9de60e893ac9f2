package dev.contranorm.zoo.data.graphset;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.graph.GraphDigest;

/**
 * Many graphs, each with a class. Nodes are numbered consecutively over all graphs, so that together they form one disconnected
 * graph.
 *
 * @param start first node of every graph, followed by the number of nodes: graphs + 1 values
 * @param features nodes × f
 * @param adjacency nodes × nodes without edges between graphs
 * @param labels class of every graph, 0-based
 * @param digest SHA-256 over all of the above
 */
public record GraphSet(
        String name, int[] start, CsrMatrix features, CsrMatrix adjacency, int[] labels, int classes, String digest) {
    public GraphSet {
        int n = start[start.length - 1];
        if (start.length != labels.length + 1 || features.rows() != n || adjacency.rows() != n) {
            throw new IllegalArgumentException(
                    name + ": starts, features, adjacency and labels disagree on " + labels.length + " graphs");
        }
        for (int graph = 0; graph < labels.length; graph++) {
            checkGraph(name, graph, start, adjacency);
            if (labels[graph] < 0 || labels[graph] >= classes) {
                throw new IllegalArgumentException(name + ": graph " + graph + " has class " + labels[graph]
                        + ", which is outside 0.." + (classes - 1));
            }
        }
    }

    private static void checkGraph(String name, int graph, int[] start, CsrMatrix adjacency) {
        if (start[graph] >= start[graph + 1]) {
            throw new IllegalArgumentException(name + ": graph " + graph + " has no nodes");
        }
        for (int k = adjacency.rowStart()[start[graph]]; k < adjacency.rowStart()[start[graph + 1]]; k++) {
            if (adjacency.column()[k] < start[graph] || adjacency.column()[k] >= start[graph + 1]) {
                throw new IllegalArgumentException(name + ": an edge of graph " + graph + " leads to another graph");
            }
        }
    }

    /** Creates a set with the digest of its content. */
    public static GraphSet of(
            String name, int[] start, CsrMatrix features, CsrMatrix adjacency, int[] labels, int classes) {
        String digest = GraphDigest.of(features, adjacency, start, labels);
        return new GraphSet(name, start, features, adjacency, labels, classes, digest);
    }

    public int graphs() {
        return labels.length;
    }

    public int nodes() {
        return adjacency.rows();
    }
}
