package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The feed-forward of a transformer layer (Vaswani et al., 2017, section 3.3): f(x·W₁ᵀ + b₁)·W₂ᵀ + b₂ for every row x, with
 * dropout on the result of f.
 *
 * <p>The inner width is several times the outer width. Therefore only the argument of f is kept for the backward pass, which
 * recomputes f and f′, and the factors of {@link Activation} are applied outside.
 *
 * @param first prefix of the parameters {@code .weight} and {@code .bias} of W₁, inner × width
 * @param second the same for W₂, width × inner
 * @param dropout dropout rate of f's result in training; {@code second} names the draw, so layers that share weights would
 *     share it
 * @param start initial values of the weights; biases are initially 0
 */
public record FeedForward(
        String first, String second, int width, int inner, Activation activation, double dropout, Initialiser start) {
    /**
     * @param x T × width
     * @return T × width
     */
    public Operand<TFloat32> apply(Pass pass, Operand<TFloat32> x) {
        return apply(pass, Rematerialised.kept(x));
    }

    /** The part that the backward pass recomputes. */
    public Operand<TFloat32> apply(Pass pass, Rematerialised x) {
        Ops ops = pass.ops();
        Operand<TFloat32> firstWeight = Linear.weight(pass, first, width, inner, start);
        Operand<TFloat32> firstBias = Linear.bias(pass, first, inner, Initialiser.constant(0));
        Operand<TFloat32> secondWeight = Linear.weight(pass, second, inner, width, start);
        Operand<TFloat32> secondBias = Linear.bias(pass, second, width, Initialiser.constant(0));
        Operand<TFloat32> inward = ops.constant((float) activation.inward());
        Operand<TFloat32> outward = ops.constant((float) activation.outward());
        Operand<TFloat32> v = ops.nn.biasAdd(
                Products.ofRightTransposed(ops, ops.math.mul(x.value(), inward), firstWeight),
                ops.math.mul(firstBias, inward));
        Optional<Operand<TFloat32>> factors = pass.dropoutFactors(dropout, second + ".input", ops.shape(v));
        Operand<TFloat32> active = dropped(ops, ops.math.mul(v, activation.share(ops, v)), factors);
        Operand<TFloat32> out = ops.nn.biasAdd(
                ops.math.mul(Products.ofRightTransposed(ops, active, secondWeight), outward), secondBias);
        return pass.custom(List.of(x.value(), firstWeight, firstBias, secondWeight, secondBias), out, gradient -> {
            Ops late = Rematerialised.late(pass, gradient);
            Operand<TFloat32> share = activation.share(late, v);
            Operand<TFloat32> again = late.math.mul(v, share);
            Operand<TFloat32> scaled = ops.math.mul(gradient, outward);
            Operand<TFloat32> toActive = dropped(ops, Products.ofMatrices(ops, scaled, secondWeight), factors);
            Operand<TFloat32> toV = ops.math.mul(toActive, activation.derivative(late, v, share, again));
            return List.of(
                    ops.math.mul(Products.ofMatrices(ops, toV, firstWeight), inward),
                    Products.ofLeftTransposed(ops, toV, late.math.mul(x.behind(pass, gradient), inward)),
                    ops.math.mul(Products.columnSum(ops, toV), inward),
                    Products.ofLeftTransposed(ops, scaled, dropped(late, again, factors)),
                    Products.columnSum(ops, gradient));
        });
    }

    private static Operand<TFloat32> dropped(Ops ops, Operand<TFloat32> x, Optional<Operand<TFloat32>> factors) {
        return factors.isPresent() ? ops.math.mul(x, factors.get()) : x;
    }
}
