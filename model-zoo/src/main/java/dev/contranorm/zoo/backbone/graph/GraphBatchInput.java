package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.norm.NeighbourMask;
import dev.contranorm.zoo.tensor.SparseMatrix;
import dev.contranorm.zoo.tensor.TrainGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A batch of graphs, fed at every run. The nodes of all graphs are numbered consecutively, n in total. Only the widths stay the
 * same from run to run.
 *
 * @param features n × width
 * @param edges entries × 2, target and source of every edge: row and column of Aᵀ
 * @param edgeValues one per entry
 * @param edgeOfEntry one per entry, see {@link dev.contranorm.zoo.data.graph.GraphPreprocessing#edgeOfEntry}
 * @param sizes n and n
 * @param members n × 2, graph and index of every node
 * @param poolSizes graphs and n
 * @param masked the pairs that ContraNorm excludes
 */
public record GraphBatchInput(
        Operand<TFloat32> features,
        Operand<TInt64> edges,
        Operand<TFloat32> edgeValues,
        Operand<TInt32> edgeOfEntry,
        Operand<TInt64> sizes,
        Operand<TInt64> members,
        Operand<TInt64> poolSizes,
        Masked masked,
        int width,
        int classes) {
    /**
     * See {@link dev.contranorm.zoo.norm.MaskedPairs}.
     *
     * @param places listed pairs × 2
     * @param sign one per listed pair
     * @param fullWeight n × 1
     * @param hasNegatives n × 1
     */
    public record Masked(
            Operand<TInt64> places,
            Operand<TFloat32> sign,
            Operand<TFloat32> fullWeight,
            Operand<TFloat32> hasNegatives) {}

    public static GraphBatchInput placeholders(TrainGraph graph, int width, int classes) {
        Ops ops = graph.ops();
        return new GraphBatchInput(
                floats(ops, "features", -1, width),
                longs(ops, "edges", -1, 2),
                floats(ops, "edge_values", -1),
                ops.withName("edge_of_entry").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1))),
                longs(ops, "sizes", 2),
                longs(ops, "members", -1, 2),
                longs(ops, "pool_sizes", 2),
                new Masked(
                        longs(ops, "masked_places", -1, 2),
                        floats(ops, "masked_sign", -1),
                        floats(ops, "full_weight", -1, 1),
                        floats(ops, "has_negatives", -1, 1)),
                width,
                classes);
    }

    private static Operand<TInt64> longs(Ops ops, String name, long... shape) {
        return ops.withName(name).placeholder(TInt64.class, Placeholder.shape(Shape.of(shape)));
    }

    private static Operand<TFloat32> floats(Ops ops, String name, long... shape) {
        return ops.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
    }

    /** Aᵀ, n × n: a product with it sums over the sources of each node's edges. */
    SparseMatrix adjacency(Ops ops) {
        return new SparseMatrix(ops, edges, sizes, edgeValues);
    }

    /** 1 where a node belongs to a graph: a product with it sums over the nodes of each graph. */
    SparseMatrix pool(Ops ops) {
        Operand<TFloat32> ones = ops.onesLike(ops.reshape(masked.fullWeight(), ops.constant(new int[] {-1})));
        return new SparseMatrix(ops, members, poolSizes, ones);
    }

    NeighbourMask mask(Ops ops) {
        return new NeighbourMask(
                ops, masked.places(), sizes, masked.sign(), masked.fullWeight(), masked.hasNegatives());
    }
}
