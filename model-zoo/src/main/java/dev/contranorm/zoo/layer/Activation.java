package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Element-wise functions f, written as f(z) = outward·v·share(v) with v = inward·z. Between two linear layers both factors are
 * applied to the narrow matrices, which saves passes over the wide one.
 */
public enum Activation {
    /** z·Φ(z) with the error function: BERT's {@code gelu}, {@code torch.nn.GELU}. With v = z/√2 it is v·(1 + erf v)/√2. */
    GELU(Math.sqrt(0.5), Math.sqrt(0.5)) {
        private static final double LOG_SLOPE = Math.log(2 / Math.sqrt(Math.PI));

        @Override
        Operand<TFloat32> share(Ops ops, Operand<TFloat32> v) {
            return ops.math.add(ops.math.erf(v), ops.constant(1f));
        }

        /** erf′(v) = exp(ln(2/√π) − v²). */
        @Override
        Operand<TFloat32> derivative(Ops ops, Operand<TFloat32> v, Operand<TFloat32> share, Operand<TFloat32> active) {
            Operand<TFloat32> slope = ops.math.exp(ops.math.sub(ops.constant((float) LOG_SLOPE), ops.math.square(v)));
            return ops.math.add(share, ops.math.mul(v, slope));
        }
    },
    /**
     * The tanh approximation: ALBERT's {@code gelu_new}, ½·z·(1 + tanh(a·(z + c·z³))) with a = √(2/π) and c = 0.044715. With v
     * = (a·c)^⅓·z the argument of tanh is v·(v² + LINEAR).
     */
    GELU_TANH(Tanh.INWARD, 0.5 / Tanh.INWARD) {
        @Override
        Operand<TFloat32> share(Ops ops, Operand<TFloat32> v) {
            Operand<TFloat32> inner =
                    ops.math.mul(v, ops.math.add(ops.math.square(v), ops.constant((float) Tanh.LINEAR)));
            return ops.math.add(ops.math.tanh(inner), ops.constant(1f));
        }

        /** With p the share, tanh′ = p·(2 − p). */
        @Override
        Operand<TFloat32> derivative(Ops ops, Operand<TFloat32> v, Operand<TFloat32> share, Operand<TFloat32> active) {
            Operand<TFloat32> slope =
                    ops.math.add(ops.math.mul(ops.math.square(v), ops.constant(3f)), ops.constant((float) Tanh.LINEAR));
            Operand<TFloat32> bell = ops.math.mul(active, ops.math.sub(ops.constant(2f), share));
            return ops.math.add(share, ops.math.mul(bell, slope));
        }
    };

    private static final class Tanh {
        private static final double SLOPE = Math.sqrt(2 / Math.PI);
        private static final double INWARD = Math.cbrt(SLOPE * 0.044715);
        private static final double LINEAR = SLOPE / INWARD;
    }

    private final double inward;
    private final double outward;

    Activation(double inward, double outward) {
        this.inward = inward;
        this.outward = outward;
    }

    /** v/z. */
    double inward() {
        return inward;
    }

    /** f(z)/(v·share(v)). */
    double outward() {
        return outward;
    }

    abstract Operand<TFloat32> share(Ops ops, Operand<TFloat32> v);

    /**
     * The derivative of v·share(v) with respect to v.
     *
     * @param share share(v)
     * @param active v·share(v)
     */
    abstract Operand<TFloat32> derivative(
            Ops ops, Operand<TFloat32> v, Operand<TFloat32> share, Operand<TFloat32> active);

    /** f(z). */
    public Operand<TFloat32> apply(Pass pass, Operand<TFloat32> z) {
        Ops ops = pass.ops();
        Operand<TFloat32> v = ops.math.mul(z, ops.constant((float) inward));
        Operand<TFloat32> share = share(ops, v);
        Operand<TFloat32> active = ops.math.mul(v, share);
        Operand<TFloat32> both = ops.constant((float) (inward * outward));
        return pass.custom(
                List.of(z),
                ops.math.mul(active, ops.constant((float) outward)),
                gradient -> List.of(ops.math.mul(ops.math.mul(gradient, both), derivative(ops, v, share, active))));
    }
}
