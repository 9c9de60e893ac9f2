package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A tensor that a backward pass recomputes at low cost from values that are kept anyway, so that it need not be kept itself.
 *
 * @param again builds it a second time
 */
public record Rematerialised(Operand<TFloat32> value, Function<Ops, Operand<TFloat32>> again) {
    /** A tensor that is kept nevertheless. */
    static Rematerialised kept(Operand<TFloat32> value) {
        return new Rematerialised(value, late -> value);
    }

    /**
     * Recomputes the tensor once this gradient is available: otherwise it would be computed, and kept, right after the forward
     * pass.
     */
    Operand<TFloat32> behind(Pass pass, Operand<TFloat32> gradient) {
        return again.apply(late(pass, gradient));
    }

    /** Operators with a control dependency on a gradient. */
    static Ops late(Pass pass, Operand<TFloat32> gradient) {
        return pass.ops().withControlDependencies(List.<Op>of(gradient));
    }
}
