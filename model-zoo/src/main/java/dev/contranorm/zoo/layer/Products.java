package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.OneDnn;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** Products of stacks of matrices, and related sums. */
public final class Products {
    private Products() {}

    /** A·B for every pair of matrices in the stacks. */
    public static Operand<TFloat32> product(Ops ops, Operand<TFloat32> a, Operand<TFloat32> b) {
        return batched(ops, a, b, false, false);
    }

    /** Aᵀ·B for every pair of matrices in the stacks. */
    public static Operand<TFloat32> leftTransposed(Ops ops, Operand<TFloat32> a, Operand<TFloat32> b) {
        return batched(ops, a, b, true, false);
    }

    /** A·Bᵀ for every pair of matrices in the stacks. */
    public static Operand<TFloat32> rightTransposed(Ops ops, Operand<TFloat32> a, Operand<TFloat32> b) {
        return batched(ops, a, b, false, true);
    }

    private static Operand<TFloat32> batched(
            Ops ops, Operand<TFloat32> a, Operand<TFloat32> b, boolean transposeA, boolean transposeB) {
        return product(
                OneDnn.operator(ops, "BatchMatMulV2")
                        .setAttr("adj_x", transposeA)
                        .setAttr("adj_y", transposeB),
                a,
                b);
    }

    private static Operand<TFloat32> product(OperationBuilder operator, Operand<TFloat32> a, Operand<TFloat32> b) {
        return operator.addInput(a.asOutput()).addInput(b.asOutput()).build().output(0);
    }

    /** A·B. */
    static Operand<TFloat32> ofMatrices(Ops ops, Operand<TFloat32> a, Operand<TFloat32> b) {
        return single(ops, a, b, false, false);
    }

    /** Aᵀ·B. */
    static Operand<TFloat32> ofLeftTransposed(Ops ops, Operand<TFloat32> a, Operand<TFloat32> b) {
        return single(ops, a, b, true, false);
    }

    /** A·Bᵀ. */
    static Operand<TFloat32> ofRightTransposed(Ops ops, Operand<TFloat32> a, Operand<TFloat32> b) {
        return single(ops, a, b, false, true);
    }

    private static Operand<TFloat32> single(
            Ops ops, Operand<TFloat32> a, Operand<TFloat32> b, boolean transposeA, boolean transposeB) {
        return product(
                OneDnn.operator(ops, "MatMul")
                        .setAttr("transpose_a", transposeA)
                        .setAttr("transpose_b", transposeB),
                a,
                b);
    }

    /** Softmax over the last axis. */
    public static Operand<TFloat32> softmax(Ops ops, Operand<TFloat32> x) {
        return OneDnn.operator(ops, "Softmax").addInput(x.asOutput()).build().output(0);
    }

    /** Permutes the axes. */
    public static Operand<TFloat32> transpose(Ops ops, Operand<TFloat32> x, int... axes) {
        return OneDnn.operator(ops, "Transpose")
                .addInput(x.asOutput())
                .addInput(ops.constant(axes).asOutput())
                .build()
                .output(0);
    }

    /** Sum over the last axis, which is kept with size 1. */
    public static Operand<TFloat32> lastSum(Ops ops, Operand<TFloat32> x) {
        return ops.reduceSum(x, ops.constant(-1), ReduceSum.keepDims(true));
    }

    /** Sum over all rows of a matrix: a vector. */
    public static Operand<TFloat32> columnSum(Ops ops, Operand<TFloat32> x) {
        return ops.nn.biasAddGrad(x);
    }
}
