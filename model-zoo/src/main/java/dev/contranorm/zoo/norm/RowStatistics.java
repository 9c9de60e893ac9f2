package dev.contranorm.zoo.norm;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** Row and column statistics of an n × d matrix. */
final class RowStatistics {
    /** The minimum to which {@code torch.nn.functional.normalize} clamps a norm. */
    static final float SMALLEST_NORM = 1e-12f;

    private RowStatistics() {}

    /** n × 1. */
    static Operand<TFloat32> mean(Ops ops, Operand<TFloat32> x) {
        return ops.math.mean(x, ops.constant(1), Mean.keepDims(true));
    }

    /** 1 × d. */
    static Operand<TFloat32> columnMean(Ops ops, Operand<TFloat32> x) {
        return ops.math.mean(x, ops.constant(0), Mean.keepDims(true));
    }

    /** n × 1. */
    static Operand<TFloat32> sum(Ops ops, Operand<TFloat32> x) {
        return ops.reduceSum(x, ops.constant(1), ReduceSum.keepDims(true));
    }

    /**
     * Row norms clamped to at least 1e-12, n × 1; differentiable at 0, where the gradient passes through the clamp as in
     * PyTorch.
     */
    static Operand<TFloat32> clampedNorm(Ops ops, Operand<TFloat32> x) {
        Operand<TFloat32> square = sum(ops, ops.math.square(x));
        return ops.math.sqrt(ops.math.maximum(square, ops.constant(SMALLEST_NORM * SMALLEST_NORM)));
    }
}
