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
 * The edges of the attention: those of the dataset without its loops, plus one loop per node.
 *
 * @param count E, the number of edges
 * @param rootIn n × 1: square root of a node's in-degree
 * @param inverseRootOut n × 1: reciprocal square root of a node's out-degree
 */
record AttentionEdges(int count, EdgeAttention attention, Operand<TFloat32> rootIn, Operand<TFloat32> inverseRootOut) {
    /**
     * @param adjacency entry (i, j): node i attends to node j; the values are ignored
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
     * A training pass drops ⌊E·share⌋ edges from a layer, including its softmax.
     *
     * @param after control dependency of the draw
     * @param site passes and blocks with the same site drop the same edges
     * @return 1 for kept edges and 0 for dropped ones, E × 1; empty when all are kept
     */
    Optional<Operand<TFloat32>> kept(Pass pass, Operand<TFloat32> after, double share, String site) {
        int leftOut = (int) (count * share);
        if (!pass.isTraining() || leftOut == 0) {
            return Optional.empty();
        }
        Ops ops = pass.ops();
        // 64-bit draws are distinct, so exactly that many are below the threshold.
        Operand<TInt64> drawn = pass.wholeNumbers(after, "edges/" + site, count);
        Operand<TInt64> threshold = ops.nn.nthElement(drawn, ops.constant(leftOut));
        Operand<TFloat32> stays = ops.dtypes.cast(ops.math.greaterEqual(drawn, threshold), TFloat32.class);
        return Optional.of(ops.reshape(stays, ops.constant(new int[] {-1, 1})));
    }
}
