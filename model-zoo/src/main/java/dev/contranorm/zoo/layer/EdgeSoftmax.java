package dev.contranorm.zoo.layer;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * α = softmax of LeakyReLU(s_i + t_j) over the edges (i, j) of each row i; one object serves one site, forward pass first. The
 * largest score of a row is subtracted before the exponential. For the gradient g of α, a score receives α·(g − Σ_row α·g).
 */
final class EdgeSoftmax {
    /** The value that the published code adds to a row's sum. */
    private static final float SMALLEST_SUM = 1e-16f;
    /** Subtracted from the score of a dropped edge, so that it cannot be the largest of its row. */
    private static final float FAR = 1e30f;

    private final Ops ops;
    private final EdgeAttention edges;
    private final float slope;

    private Operand<TFloat32> derivative;
    private Operand<TFloat32> weights;

    EdgeSoftmax(Ops ops, EdgeAttention edges, double slope) {
        this.ops = ops;
        this.edges = edges;
        this.slope = (float) slope;
    }

    /**
     * @param self s, n × heads
     * @param other t, n × heads
     * @param kept 0 or 1, edges × 1
     * @return edges × heads
     */
    Operand<TFloat32> forward(Operand<TFloat32> self, Operand<TFloat32> other, Optional<Operand<TFloat32>> kept) {
        Operand<TFloat32> sum = ops.math.add(gather(self, edges.row()), gather(other, edges.column()));
        Operand<TFloat32> positive = ops.dtypes.cast(ops.math.greater(sum, ops.constant(0f)), TFloat32.class);
        derivative = ops.math.add(ops.math.mul(positive, ops.constant(1 - slope)), ops.constant(slope));
        Operand<TFloat32> scores = ops.math.mul(sum, derivative);
        Operand<TFloat32> compared = kept.map(flag -> (Operand<TFloat32>)
                        ops.math.add(scores, ops.math.mul(ops.math.sub(flag, ops.constant(1f)), ops.constant(FAR))))
                .orElse(scores);
        Operand<TFloat32> largest = ops.math.unsortedSegmentMax(compared, edges.row(), ops.constant(edges.nodes()));
        Operand<TFloat32> exponential = ops.math.exp(ops.math.sub(compared, gather(largest, edges.row())));
        Operand<TFloat32> counted = kept.map(flag -> (Operand<TFloat32>) ops.math.mul(exponential, flag))
                .orElse(exponential);
        Operand<TFloat32> sums = ops.math.add(edges.sumByRow(counted), ops.constant(SMALLEST_SUM));
        weights = ops.math.div(counted, gather(sums, edges.row()));
        return weights;
    }

    /** Maps the gradient of the weights to that of s_i + t_j, both edges × heads. */
    Operand<TFloat32> backward(Operand<TFloat32> gradient) {
        Operand<TFloat32> shared = gather(edges.sumByRow(ops.math.mul(weights, gradient)), edges.row());
        return ops.math.mul(ops.math.mul(weights, ops.math.sub(gradient, shared)), derivative);
    }

    private Operand<TFloat32> gather(Operand<TFloat32> rows, Operand<TInt32> index) {
        return ops.gather(rows, index, ops.constant(0));
    }
}
