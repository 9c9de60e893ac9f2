package dev.contranorm.zoo.layer;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** out_i = Σ_j w_ij·h_j for each head, with w given per edge; one object serves one site, forward pass first. */
final class WeightedNeighbours {
    private final Ops ops;
    private final EdgeAttention edges;
    private final int heads;

    private List<Operand<TFloat32>> weights;
    private List<Operand<TFloat32>> nodes;

    WeightedNeighbours(Ops ops, EdgeAttention edges, int heads) {
        this.ops = ops;
        this.edges = edges;
        this.heads = heads;
    }

    /**
     * @param ofEdges w, edges × heads
     * @param h n × heads·d
     * @return n × heads·d
     */
    Operand<TFloat32> forward(Operand<TFloat32> ofEdges, Operand<TFloat32> h) {
        weights = ColumnBlocks.cut(ops, ofEdges, heads, 1).stream()
                .map(column -> (Operand<TFloat32>) ops.squeeze(column, Squeeze.axis(List.of(1L))))
                .toList();
        nodes = ColumnBlocks.cut(ops, h, heads, 1);
        List<Operand<TFloat32>> sums = new ArrayList<>();
        for (int k = 0; k < heads; k++) {
            sums.add(edges.structure().times(weights.get(k), nodes.get(k)));
        }
        return ColumnBlocks.join(ops, sums, 1);
    }

    /** n × heads·d. */
    Operand<TFloat32> gradientOfNodes(Operand<TFloat32> gradient) {
        List<Operand<TFloat32>> gradients = ColumnBlocks.cut(ops, gradient, heads, 1);
        List<Operand<TFloat32>> ofNodes = new ArrayList<>();
        for (int k = 0; k < heads; k++) {
            ofNodes.add(edges.structure().transposedTimes(weights.get(k), gradients.get(k)));
        }
        return ColumnBlocks.join(ops, ofNodes, 1);
    }

    /** The gradient of an edge's weight, G_i·h_j: edges × heads. */
    Operand<TFloat32> gradientOfWeights(Operand<TFloat32> gradient) {
        // An operator that depends on the forward pass alone would run early and its result would be kept until the
        // backward pass.
        Ops next = ops.withControlDependencies(List.<Op>of(gradient));
        List<Operand<TFloat32>> gradients = ColumnBlocks.cut(next, gradient, heads, 1);
        List<Operand<TFloat32>> ofWeights = new ArrayList<>();
        for (int k = 0; k < heads; k++) {
            int width = (int) nodes.get(k).shape().get(1);
            Operand<TFloat32> ofHead = PairProducts.of(
                    next, gradients.get(k), nodes.get(k), edges.row(), edges.column(), edges.edges(), width);
            ofWeights.add(ofHead);
            next = ops.withControlDependencies(List.<Op>of(ofHead));
        }
        return ColumnBlocks.join(ops, ofWeights, 1);
    }
}
