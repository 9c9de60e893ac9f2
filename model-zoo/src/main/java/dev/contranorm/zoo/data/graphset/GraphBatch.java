package dev.contranorm.zoo.data.graphset;

import dev.contranorm.zoo.data.format.CsrMatrix;

/**
 * Several graphs of a set as one graph: nodes are numbered consecutively, and the adjacency is block-diagonal.
 *
 * @param graphOfNode graph of every node, 0-based within the batch, ascending
 * @param features nodes × width, row-major
 * @param adjacency nodes × nodes, an edge from its row to its column
 * @param labels class of every graph
 */
public record GraphBatch(int[] graphOfNode, float[] features, int width, CsrMatrix adjacency, int[] labels) {
    /**
     * @param chosen indices of graphs, in the order of the batch
     */
    public static GraphBatch of(GraphSet set, int... chosen) {
        int nodes = 0;
        int edges = 0;
        for (int graph : chosen) {
            nodes += set.start()[graph + 1] - set.start()[graph];
            edges += set.adjacency().rowStart()[set.start()[graph + 1]]
                    - set.adjacency().rowStart()[set.start()[graph]];
        }
        Builder builder = new Builder(set, nodes, edges, chosen.length);
        for (int graph : chosen) {
            builder.add(graph);
        }
        return builder.batch();
    }

    public int nodes() {
        return graphOfNode.length;
    }

    public int graphs() {
        return labels.length;
    }

    /** Fills the arrays, one graph at a time. */
    private static final class Builder {
        private final GraphSet set;
        private final int[] graphOfNode;
        private final float[] features;
        private final int[] rowStart;
        private final int[] column;
        private final float[] value;
        private final int[] labels;
        private int graphs;
        private int nodes;
        private int edges;

        Builder(GraphSet set, int nodes, int edges, int graphs) {
            this.set = set;
            this.graphOfNode = new int[nodes];
            this.features = new float[Math.multiplyExact(nodes, set.features().columns())];
            this.rowStart = new int[nodes + 1];
            this.column = new int[edges];
            this.value = new float[edges];
            this.labels = new int[graphs];
        }

        void add(int graph) {
            int first = set.start()[graph];
            int shift = nodes - first;
            for (int node = first; node < set.start()[graph + 1]; node++) {
                graphOfNode[nodes] = graphs;
                addFeatures(node);
                CsrMatrix adjacency = set.adjacency();
                for (int k = adjacency.rowStart()[node]; k < adjacency.rowStart()[node + 1]; k++) {
                    column[edges] = adjacency.column()[k] + shift;
                    value[edges++] = adjacency.value()[k];
                }
                rowStart[++nodes] = edges;
            }
            labels[graphs++] = set.labels()[graph];
        }

        private void addFeatures(int node) {
            CsrMatrix all = set.features();
            for (int k = all.rowStart()[node]; k < all.rowStart()[node + 1]; k++) {
                features[nodes * all.columns() + all.column()[k]] = all.value()[k];
            }
        }

        GraphBatch batch() {
            int n = graphOfNode.length;
            return new GraphBatch(
                    graphOfNode,
                    features,
                    set.features().columns(),
                    new CsrMatrix(n, n, rowStart, column, value),
                    labels);
        }
    }
}
