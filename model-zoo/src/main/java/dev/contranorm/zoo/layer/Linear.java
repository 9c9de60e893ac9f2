package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** {@code torch.nn.Linear}: x·Wᵀ + b with W stored out × in. */
public final class Linear {
    private Linear() {}

    /**
     * @param name prefix of {@code .weight} and {@code .bias}
     * @param x T × in
     * @param start initial values of the weight; the bias starts at 0
     * @return T × out
     */
    public static Operand<TFloat32> apply(
            Pass pass, String name, Operand<TFloat32> x, int in, int out, Initialiser start) {
        Operand<TFloat32> weight =
                pass.graph().parameter(name + ".weight", start, out, in).value();
        Operand<TFloat32> bias = pass.graph()
                .parameter(name + ".bias", Initialiser.constant(0), out)
                .value();
        return apply(pass, x, weight, bias);
    }

    /**
     * As PyTorch starts it: weight and bias U(±1/√in).
     *
     * @param x T × in
     * @return T × out
     */
    public static Operand<TFloat32> apply(Pass pass, String name, Operand<TFloat32> x, int in, int out) {
        Initialiser start = Initialiser.uniform(1 / Math.sqrt(in));
        Operand<TFloat32> weight =
                pass.graph().parameter(name + ".weight", start, out, in).value();
        Operand<TFloat32> bias =
                pass.graph().parameter(name + ".bias", start, out).value();
        return apply(pass, x, weight, bias);
    }

    /**
     * @param weight out × in
     * @param bias out
     */
    static Operand<TFloat32> apply(Pass pass, Operand<TFloat32> x, Operand<TFloat32> weight, Operand<TFloat32> bias) {
        Ops ops = pass.ops();
        Operand<TFloat32> product = ops.linalg.matMul(x, weight, MatMul.transposeB(true));
        return pass.custom(
                List.of(x, weight, bias),
                ops.nn.biasAdd(product, bias),
                gradient -> List.of(
                        ops.linalg.matMul(gradient, weight),
                        ops.linalg.matMul(gradient, x, MatMul.transposeA(true)),
                        Products.columnSum(ops, gradient)));
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
                ops.linalg.matMul(x, weight, MatMul.transposeB(true)),
                gradient -> List.of(
                        ops.linalg.matMul(gradient, weight), ops.linalg.matMul(gradient, x, MatMul.transposeA(true))));
    }
}
