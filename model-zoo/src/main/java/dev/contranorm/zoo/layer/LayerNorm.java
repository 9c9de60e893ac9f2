package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * {@code torch.nn.LayerNorm} (Ba, Kiros and Hinton, 2016): normalises rows to mean 0 and (biased) variance 1, then applies
 * weight and bias.
 *
 * <p>With x̂ the normalised row, r its 1/√(variance + ε), g the gradient of the result and w the weight, the gradient of x is
 * r·(g∘w − mean(g∘w) − x̂·mean(g∘w∘x̂)); both means are computed as products with the vector w/d.
 */
public final class LayerNorm {
    /** The default of PyTorch. */
    public static final double TORCH_EPSILON = 1e-5;

    private LayerNorm() {}

    /**
     * @param name prefix of the parameters {@code .weight} and {@code .bias}
     * @param x T × width
     */
    public static Operand<TFloat32> apply(Pass pass, String name, Operand<TFloat32> x, int width, double epsilon) {
        return rematerialised(pass, name, x, width, epsilon).value();
    }

    /** Like {@link #apply}, for callers that recompute the result in their backward pass. */
    public static Rematerialised rematerialised(
            Pass pass, String name, Operand<TFloat32> x, int width, double epsilon) {
        Operand<TFloat32> weight = pass.graph()
                .parameter(name + ".weight", Initialiser.constant(1), width)
                .value();
        Operand<TFloat32> bias = pass.graph()
                .parameter(name + ".bias", Initialiser.constant(0), width)
                .value();
        Ops ops = pass.ops();
        Operand<TFloat32> centred = ops.math.sub(x, mean(ops, x));
        Operand<TFloat32> variance = mean(ops, ops.math.square(centred));
        Operand<TFloat32> inverse = ops.math.rsqrt(ops.math.add(variance, ops.constant((float) epsilon)));
        Operand<TFloat32> unit = ops.math.mul(centred, inverse);
        Function<Ops, Operand<TFloat32>> affine = when -> when.math.add(when.math.mul(unit, weight), bias);
        Operand<TFloat32> out = affine.apply(ops);
        pass.custom(List.of(x, weight, bias), out, gradient -> {
            Operand<TFloat32> share =
                    ops.math.mul(ops.reshape(weight, ops.constant(new int[] {width, 1})), ops.constant(1f / width));
            Operand<TFloat32> along = ops.math.mul(gradient, unit);
            Operand<TFloat32> inner = ops.math.sub(
                    ops.math.sub(ops.math.mul(gradient, weight), Products.ofMatrices(ops, gradient, share)),
                    ops.math.mul(unit, Products.ofMatrices(ops, along, share)));
            return List.of(
                    ops.math.mul(inner, inverse), Products.columnSum(ops, along), Products.columnSum(ops, gradient));
        });
        return new Rematerialised(out, affine);
    }

    private static Operand<TFloat32> mean(Ops ops, Operand<TFloat32> x) {
        return ops.math.mean(x, ops.constant(1), Mean.keepDims(true));
    }
}
