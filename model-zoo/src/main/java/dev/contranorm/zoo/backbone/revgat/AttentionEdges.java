package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.data.CsrMatrix;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The edges along which attention runs, as constants of a graph: those of the dataset without its loops, and one loop at every
 * node.
 *
 * @param count E, the number of edges
 * @param target E: the node that attends
 * @param source E: the node that it looks at
 * @param rootIn n × 1: root of the number of edges into a node
 * @param inverseRootOut n × 1: one over the root of the number of edges out of a node
 */
record AttentionEdges(
        int nodes,
        int count,
        Operand<TInt32> target,
        Operand<TInt32> source,
        Operand<TFloat32> rootIn,
        Operand<TFloat32> inverseRootOut) {
    /**
     * @param adjacency entry (i, j): node i looks at node j; values do not count
     */
    static AttentionEdges of(Ops ops, CsrMatrix adjacency) {
        int n = adjacency.rows();
        int[] rows = adjacency.rowOfEntry();
        int[] target = new int[rows.length + n];
        int[] source = new int[rows.length + n];
        int size = 0;
        for (int k = 0; k < rows.length; k++) {
            if (rows[k] != adjacency.column()[k]) {
                target[size] = rows[k];
                source[size++] = adjacency.column()[k];
            }
        }
        for (int node = 0; node < n; node++) {
            target[size] = node;
            source[size++] = node;
        }
        float[] rootIn = new float[n];
        float[] inverseRootOut = new float[n];
        for (int k = 0; k < size; k++) {
            rootIn[target[k]]++;
            inverseRootOut[source[k]]++;
        }
        for (int node = 0; node < n; node++) {
            rootIn[node] = (float) Math.sqrt(rootIn[node]);
            inverseRootOut[node] = (float) (1 / Math.sqrt(inverseRootOut[node]));
        }
        return new AttentionEdges(
                n,
                size,
                ops.constant(Shape.of(size), DataBuffers.of(Arrays.copyOf(target, size))),
                ops.constant(Shape.of(size), DataBuffers.of(Arrays.copyOf(source, size))),
                column(ops, rootIn),
                column(ops, inverseRootOut));
    }

    private static Operand<TFloat32> column(Ops ops, float[] values) {
        return ops.constant(Shape.of(values.length, 1), DataBuffers.of(values));
    }

    /**
     * Rows of a matrix (n·heads) × width, in which every head of a node is a row of its own, for every edge and head.
     *
     * @param ends {@link #target} or {@link #source}
     * @return E·heads
     */
    Operand<TInt32> rows(Ops ops, Operand<TInt32> ends, int heads) {
        Operand<TInt32> first = ops.math.mul(ends, ops.constant(heads));
        Operand<TInt32> all = ops.math.add(
                ops.reshape(first, ops.constant(new int[] {-1, 1})),
                ops.range(ops.constant(0), ops.constant(heads), ops.constant(1)));
        return ops.reshape(all, ops.constant(new int[] {-1}));
    }

    /** Places of a sparse matrix (n·heads) × (n·heads): (E·heads) × 2. */
    Operand<TInt32> places(Ops ops, Operand<TInt32> targetRows, Operand<TInt32> sourceRows) {
        return ops.stack(List.of(targetRows, sourceRows), Stack.axis(1L));
    }
}
