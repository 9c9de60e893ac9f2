package dev.contranorm.zoo.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** Matrix products of stacks of matrices, and sums that go with them. */
public final class Products {
    private Products() {}

    /** A·B for every matrix of the stacks. */
    public static Operand<TFloat32> product(Ops ops, Operand<TFloat32> a, Operand<TFloat32> b) {
        return batched(ops, a, b, false, false);
    }

    /** Aᵀ·B for every matrix of the stacks. */
    public static Operand<TFloat32> leftTransposed(Ops ops, Operand<TFloat32> a, Operand<TFloat32> b) {
        return batched(ops, a, b, true, false);
    }

    /** A·Bᵀ for every matrix of the stacks. */
    public static Operand<TFloat32> rightTransposed(Ops ops, Operand<TFloat32> a, Operand<TFloat32> b) {
        return batched(ops, a, b, false, true);
    }

    /** The wrapped operator is version 3, which the optimised kernels do not serve: version 2 is. */
    private static Operand<TFloat32> batched(
            Ops ops, Operand<TFloat32> a, Operand<TFloat32> b, boolean transposeA, boolean transposeB) {
        return ops.scope()
                .opBuilder("BatchMatMulV2", "BatchMatMul")
                .addInput(a.asOutput())
                .addInput(b.asOutput())
                .setAttr("adj_x", transposeA)
                .setAttr("adj_y", transposeB)
                .build()
                .output(0);
    }

    /** Sum over the last axis, which stays with size 1. */
    public static Operand<TFloat32> lastSum(Ops ops, Operand<TFloat32> x) {
        return ops.reduceSum(x, ops.constant(-1), ReduceSum.keepDims(true));
    }

    /** Sum over all rows of a matrix: a vector. */
    public static Operand<TFloat32> columnSum(Ops ops, Operand<TFloat32> x) {
        return ops.nn.biasAddGrad(x);
    }
}
