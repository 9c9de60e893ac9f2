package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Element-wise functions. A training pass keeps the derivative, made while the input is at hand, so that the input itself is
 * free afterwards and the backward is one multiplication.
 */
public enum Activation {
    /** x·Φ(x) by the error function: {@code gelu} of BERT, {@code torch.nn.GELU}. */
    GELU {
        @Override
        Operand<TFloat32> share(Ops ops, Operand<TFloat32> x) {
            Operand<TFloat32> erf = ops.math.erf(ops.math.mul(x, ops.constant((float) Math.sqrt(0.5))));
            Operand<TFloat32> half = ops.constant(0.5f);
            return ops.math.add(ops.math.mul(erf, half), half);
        }

        @Override
        Operand<TFloat32> derivative(Ops ops, Operand<TFloat32> x, Operand<TFloat32> share) {
            Operand<TFloat32> bell = ops.math.exp(ops.math.mul(ops.math.square(x), ops.constant(-0.5f)));
            Operand<TFloat32> slope = ops.math.mul(x, ops.constant((float) (1 / Math.sqrt(2 * Math.PI))));
            return ops.math.add(share, ops.math.mul(slope, bell));
        }
    },
    /** The tanh approximation: {@code gelu_new} of ALBERT. */
    GELU_TANH {
        private static final double ROOT = Math.sqrt(2 / Math.PI);
        private static final double CUBE = 0.044715;

        @Override
        Operand<TFloat32> share(Ops ops, Operand<TFloat32> x) {
            Operand<TFloat32> square = ops.math.square(x);
            Operand<TFloat32> inner = ops.math.mul(
                    x, ops.math.add(ops.math.mul(square, ops.constant((float) (ROOT * CUBE))), ops.constant((float)
                            ROOT)));
            Operand<TFloat32> half = ops.constant(0.5f);
            return ops.math.add(ops.math.mul(ops.math.tanh(inner), half), half);
        }

        /** With p the share, tanh = 2p − 1 and its derivative 4·p·(1 − p). */
        @Override
        Operand<TFloat32> derivative(Ops ops, Operand<TFloat32> x, Operand<TFloat32> share) {
            Operand<TFloat32> square = ops.math.square(x);
            Operand<TFloat32> slope = ops.math.add(
                    ops.math.mul(square, ops.constant((float) (6 * ROOT * CUBE))), ops.constant((float) (2 * ROOT)));
            Operand<TFloat32> bell = ops.math.mul(share, ops.math.sub(ops.constant(1f), share));
            return ops.math.add(share, ops.math.mul(ops.math.mul(x, slope), bell));
        }
    };

    /** f(x)/x. */
    abstract Operand<TFloat32> share(Ops ops, Operand<TFloat32> x);

    /** f′(x), given f(x)/x. */
    abstract Operand<TFloat32> derivative(Ops ops, Operand<TFloat32> x, Operand<TFloat32> share);

    public Operand<TFloat32> apply(Pass pass, Operand<TFloat32> x) {
        Ops ops = pass.ops();
        Operand<TFloat32> share = share(ops, x);
        Operand<TFloat32> out = ops.math.mul(x, share);
        if (pass.tape().isEmpty()) {
            return out;
        }
        Operand<TFloat32> derivative = derivative(ops, x, share);
        return pass.custom(List.of(x), out, gradient -> List.of(ops.math.mul(gradient, derivative)));
    }
}
