package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.tensor.Pass;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Every so many layers, starting from the first, what the last such layer gave is added; before the first there is nothing. */
final class Residuals {
    private final Pass pass;
    private final long every;
    private Operand<TFloat32> previous;

    /**
     * @param every layers between two residuals; 0 = none
     */
    Residuals(Pass pass, long every) {
        this.pass = pass;
        this.every = every;
    }

    /**
     * @param layer 0-based, called in order
     * @param x what the layer gave
     */
    Operand<TFloat32> after(int layer, Operand<TFloat32> x) {
        if (every == 0 || layer % every != 0) {
            return x;
        }
        Operand<TFloat32> before = previous;
        previous = before == null ? x : pass.segment(in -> pass.ops().math.add(in.get(0), in.get(1)), x, before);
        return previous;
    }
}
