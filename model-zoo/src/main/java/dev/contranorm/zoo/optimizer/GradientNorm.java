package dev.contranorm.zoo.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The global L2 norm of all gradients. */
final class GradientNorm {
    /** {@code torch.nn.utils.clip_grad_norm_} adds it to the divisor to avoid division by zero. */
    private static final float LEAST = 1e-6f;

    private GradientNorm() {}

    /** Scales all gradients by min(1, most / (norm + 1e-6)). */
    static List<Operand<TFloat32>> clipped(Ops ops, List<Operand<TFloat32>> gradients, double most) {
        List<Operand<TFloat32>> halves = new ArrayList<>();
        gradients.forEach(gradient -> halves.add(ops.nn.l2Loss(gradient)));
        Operand<TFloat32> norm = ops.math.sqrt(ops.math.mul(ops.math.addN(halves), ops.constant(2f)));
        Operand<TFloat32> factor = ops.math.minimum(
                ops.constant(1f), ops.math.div(ops.constant((float) most), ops.math.add(norm, ops.constant(LEAST))));
        List<Operand<TFloat32>> clipped = new ArrayList<>();
        gradients.forEach(gradient -> clipped.add(ops.math.mul(gradient, factor)));
        return clipped;
    }
}
