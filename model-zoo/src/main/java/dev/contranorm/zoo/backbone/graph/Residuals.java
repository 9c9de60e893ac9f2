package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.tensor.Pass;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Residual connections: at regular intervals, starting from the first layer, the output of the previous such layer is added.
 */
final class Residuals {
    private final Pass pass;
    private final long every;
    private Operand<TFloat32> previous;

    /**
     * @param every number of layers between residual connections; 0 = none
     */
    Residuals(Pass pass, long every) {
        this.pass = pass;
        this.every = every;
    }

    /**
     * @param layer 0-based; call in order
     * @param x output of the layer
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
