package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.trial.TrialSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A norm that can be undone: a reversible network keeps, in place of its n × d input, a few numbers by which the input is had
 * back from the output.
 */
public interface InvertibleNorm extends Norm {
    /** Whether these parameters let it be undone without making rounding errors much larger. */
    boolean isInvertible(TrialSpec spec);

    /** As {@link #apply}, in a pass without a tape. */
    Invertible applyInvertibly(NormSite site, Operand<TFloat32> x);

    /** The way back. */
    @FunctionalInterface
    interface Inverse {
        /**
         * @param late what is built with waits until the input is wanted
         * @param output n × d
         * @return the input, n × d
         */
        Operand<TFloat32> apply(Ops late, Operand<TFloat32> output);
    }

    /** An output and the way back from it. */
    record Invertible(Operand<TFloat32> output, Inverse inverse) {}
}
