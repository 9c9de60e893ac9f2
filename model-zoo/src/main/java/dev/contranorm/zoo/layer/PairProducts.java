package dev.contranorm.zoo.layer;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Dot products of rows of two matrices for many pairs of rows. The gathered rows would take pairs × width, gigabytes on a large
 * graph, so the pairs are processed in portions, one after another.
 */
final class PairProducts {
    /** The number of values gathered at once, 64 MB. */
    private static final int PORTION = 16 << 20;

    private PairProducts() {}

    /**
     * @param ops carries the control dependencies of the first portion
     * @param a rows × width
     * @param b rows × width
     * @param ofA pairs
     * @param ofB pairs
     * @return pairs × 1: the sum of a[ofA[k]]∘b[ofB[k]] for each k
     */
    static Operand<TFloat32> of(
            Ops ops,
            Operand<TFloat32> a,
            Operand<TFloat32> b,
            Operand<TInt32> ofA,
            Operand<TInt32> ofB,
            int pairs,
            int width) {
        int atOnce = Math.max(1, PORTION / width);
        List<Operand<TFloat32>> parts = new ArrayList<>();
        Ops next = ops;
        for (int from = 0; from < pairs; from += atOnce) {
            Operand<TInt32> begin = ops.constant(new int[] {from});
            Operand<TInt32> size = ops.constant(new int[] {Math.min(atOnce, pairs - from)});
            Operand<TFloat32> left = next.gather(a, ops.slice(ofA, begin, size), ops.constant(0));
            Operand<TFloat32> right = next.gather(b, ops.slice(ofB, begin, size), ops.constant(0));
            Operand<TFloat32> sums = Products.lastSum(ops, ops.math.mul(left, right));
            parts.add(sums);
            next = ops.withControlDependencies(List.<Op>of(sums));
        }
        return parts.size() == 1 ? parts.get(0) : ops.concat(parts, ops.constant(0));
    }
}
