package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.layer.EdgeAttention;
import dev.contranorm.zoo.tensor.Pass;
import java.util.Arrays;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The edges along which attention runs: those of the dataset without its loops, and one loop at every node.
 *
 * @param count E, the number of edges
 * @param rootIn n × 1: root of the number of edges into a node
 * @param inverseRootOut n × 1: one over the root of the number of edges out of a node
 */
record AttentionEdges(int count, EdgeAttention attention, Operand<TFloat32> rootIn, Operand<TFloat32> inverseRootOut) {
    /**
     * @param adjacency entry (i, j): node i looks at node j; values do not count
     */
    static AttentionEdges of(Ops ops, CsrMatrix adjacency) {
        CsrMatrix structure = withOneLoopEach(adjacency);
        int n = structure.rows();
        int[] out = new int[n];
        for (int column : structure.column()) {
            out[column]++;
        }
        float[] rootIn = new float[n];
        float[] inverseRootOut = new float[n];
        for (int node = 0; node < n; node++) {
            rootIn[node] =
                    (float) Math.sqrt(structure.rowStart()[node + 1] - structure.rowStart()[node]);
            inverseRootOut[node] = (float) (1 / Math.sqrt(out[node]));
        }
        return new AttentionEdges(
                structure.nonZeros(),
                new EdgeAttention(ops, structure),
                column(ops, rootIn),
                column(ops, inverseRootOut));
    }

    private static CsrMatrix withOneLoopEach(CsrMatrix adjacency) {
        int n = adjacency.rows();
        int stored = adjacency.nonZeros();
        int[] row = Arrays.copyOf(adjacency.rowOfEntry(), stored + n);
        int[] column = Arrays.copyOf(adjacency.column(), stored + n);
        for (int node = 0; node < n; node++) {
            row[stored + node] = node;
            column[stored + node] = node;
        }
        float[] ones = new float[stored + n];
        Arrays.fill(ones, 1);
        return CsrMatrix.of(n, n, row, column, ones, Math::max);
    }

    private static Operand<TFloat32> column(Ops ops, float[] values) {
        return ops.constant(Shape.of(values.length, 1), DataBuffers.of(values));
    }

    /**
     * A training pass leaves ⌊E·share⌋ edges out of a layer, softmax included.
     *
     * @param after what is waited for before they are drawn
     * @param site passes and blocks with one site leave out the same edges
     * @return 1 for the edges that stay and 0 for the others, E × 1; empty when all stay
     */
    Optional<Operand<TFloat32>> kept(Pass pass, Operand<TFloat32> after, double share, String site) {
        int leftOut = (int) (count * share);
        if (!pass.isTraining() || leftOut == 0) {
            return Optional.empty();
        }
        Ops ops = pass.ops();
        // Numbers of 64 bits are all different, so that exactly as many are smaller than the threshold.
        Operand<TInt64> drawn = pass.wholeNumbers(after, "edges/" + site, count);
        Operand<TInt64> threshold = ops.nn.nthElement(drawn, ops.constant(leftOut));
        Operand<TFloat32> stays = ops.dtypes.cast(ops.math.greaterEqual(drawn, threshold), TFloat32.class);
        return Optional.of(ops.reshape(stays, ops.constant(new int[] {-1, 1})));
    }
}
