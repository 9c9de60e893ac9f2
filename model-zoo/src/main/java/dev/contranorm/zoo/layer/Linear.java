package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** {@code torch.nn.Linear}: x·Wᵀ + b with W stored out × in. */
public final class Linear {
    private Linear() {}

    /**
     * @param name prefix of the parameters {@code .weight} and {@code .bias}
     * @param x T × in
     * @param start initial values of the weight; the bias is initially 0
     * @return T × out
     */
    public static Operand<TFloat32> apply(
            Pass pass, String name, Operand<TFloat32> x, int in, int out, Initialiser start) {
        return apply(pass, name, Rematerialised.kept(x), in, out, start);
    }

    /**
     * Like {@link #apply(Pass, String, Operand, int, int, Initialiser)} for an input that need not be kept for the weight
     * gradient.
     *
     * @param x T × in
     * @return T × out
     */
    public static Operand<TFloat32> apply(
            Pass pass, String name, Rematerialised x, int in, int out, Initialiser start) {
        Operand<TFloat32> weight = weight(pass, name, in, out, start);
        Operand<TFloat32> bias = bias(pass, name, out, Initialiser.constant(0));
        return apply(pass, x, weight, bias);
    }

    private static Operand<TFloat32> apply(
            Pass pass, Rematerialised x, Operand<TFloat32> weight, Operand<TFloat32> bias) {
        Ops ops = pass.ops();
        return pass.custom(
                List.of(x.value(), weight, bias),
                ops.nn.biasAdd(Products.ofRightTransposed(ops, x.value(), weight), bias),
                gradient -> List.of(
                        Products.ofMatrices(ops, gradient, weight),
                        Products.ofLeftTransposed(ops, gradient, x.behind(pass, gradient)),
                        Products.columnSum(ops, gradient)));
    }

    /**
     * With PyTorch's initialisation: weight and bias U(±1/√in).
     *
     * @param x T × in
     * @return T × out
     */
    public static Operand<TFloat32> apply(Pass pass, String name, Operand<TFloat32> x, int in, int out) {
        Initialiser start = Initialiser.uniform(1 / Math.sqrt(in));
        Operand<TFloat32> weight = weight(pass, name, in, out, start);
        Operand<TFloat32> bias = bias(pass, name, out, start);
        return apply(pass, x, weight, bias);
    }

    /**
     * @param weight out × in
     * @param bias out
     */
    static Operand<TFloat32> apply(Pass pass, Operand<TFloat32> x, Operand<TFloat32> weight, Operand<TFloat32> bias) {
        return apply(pass, Rematerialised.kept(x), weight, bias);
    }

    /**
     * Without a bias.
     *
     * @param x T × in
     * @param weight out × in
     */
    public static Operand<TFloat32> apply(Pass pass, Operand<TFloat32> x, Operand<TFloat32> weight) {
        Ops ops = pass.ops();
        return pass.custom(
                List.of(x, weight),
                Products.ofRightTransposed(ops, x, weight),
                gradient -> List.of(
                        Products.ofMatrices(ops, gradient, weight), Products.ofLeftTransposed(ops, gradient, x)));
    }

    static Operand<TFloat32> weight(Pass pass, String name, int in, int out, Initialiser start) {
        return pass.graph().parameter(name + ".weight", start, out, in).value();
    }

    static Operand<TFloat32> bias(Pass pass, String name, int out, Initialiser start) {
        return pass.graph().parameter(name + ".bias", start, out).value();
    }
}
