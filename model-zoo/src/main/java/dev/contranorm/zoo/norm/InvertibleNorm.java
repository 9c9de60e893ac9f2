package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.trial.TrialSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A norm with an inverse: instead of its n × d input, a reversible network keeps a few values that recover the input from the
 * output.
 */
public interface InvertibleNorm extends Norm {
    /** Whether the norm with these parameters can be inverted without amplifying rounding errors much. */
    boolean isInvertible(TrialSpec spec);

    /** Like {@link #apply}, in a pass without a tape. */
    Invertible applyInvertibly(NormSite site, Operand<TFloat32> x);

    /** The inverse. */
    @FunctionalInterface
    interface Inverse {
        /**
         * @param late operators built with it wait until the input is needed
         * @param output n × d
         * @return the input, n × d
         */
        Operand<TFloat32> apply(Ops late, Operand<TFloat32> output);
    }

    /** An output and its inverse. */
    record Invertible(Operand<TFloat32> output, Inverse inverse) {}
}
