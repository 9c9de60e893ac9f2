package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.layer.Products;
import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The last step of every ContraNorm: subtracts the softmax-weighted mean of similar rows from each representation. */
final class SoftmaxMean {
    private SoftmaxMean() {}

    /** keep·x − scale·y. */
    static Operand<TFloat32> apply(Pass pass, Operand<TFloat32> x, Operand<TFloat32> y, double keep, double scale) {
        Ops ops = pass.ops();
        Operand<TFloat32> minusScale = ops.constant((float) -scale);
        Operand<TFloat32> factor = ops.constant((float) keep);
        Operand<TFloat32> kept = keep == 1 ? x : ops.math.mul(x, factor);
        return pass.custom(
                List.of(x, y),
                ops.math.add(kept, ops.math.mul(y, minusScale)),
                gradient -> List.of(
                        keep == 1 ? gradient : ops.math.mul(gradient, factor), ops.math.mul(gradient, minusScale)));
    }

    /**
     * With one scale per feature: x − s⊙y, or s⊙(x − y) with {@code identity}.
     *
     * @param scale d values
     */
    static Operand<TFloat32> perFeature(
            Pass pass, Operand<TFloat32> x, Operand<TFloat32> y, Operand<TFloat32> scale, boolean identity) {
        Ops ops = pass.ops();
        Operand<TFloat32> moved = identity ? ops.math.sub(x, y) : ops.math.neg(y);
        Operand<TFloat32> scaled = ops.math.mul(moved, scale);
        return pass.custom(List.of(x, y, scale), identity ? scaled : ops.math.add(x, scaled), gradient -> {
            Operand<TFloat32> toMoved = ops.math.mul(gradient, scale);
            return List.of(
                    identity ? toMoved : gradient,
                    ops.math.neg(toMoved),
                    Products.columnSum(ops, ops.math.mul(gradient, moved)));
        });
    }
}
