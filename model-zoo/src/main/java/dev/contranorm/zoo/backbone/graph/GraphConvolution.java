package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * {@code GraphConv} of the published graph code: (A x) W + b, both initialised U(±1/√out). It is computed as A (x W), the same
 * matrix at a lower cost.
 *
 * @param propagate x ↦ A·x
 */
record GraphConvolution(Pass pass, UnaryOperator<Operand<TFloat32>> propagate) {
    Operand<TFloat32> apply(LayerInput x, String name, int width) {
        Initialiser initialiser = Initialiser.uniform(1 / Math.sqrt(width));
        Operand<TFloat32> weight = pass.graph()
                .parameter(name + ".weight", initialiser, x.width(), width)
                .value();
        Operand<TFloat32> bias =
                pass.graph().parameter(name + ".bias", initialiser, 1, width).value();
        return pass.segment(in -> pass.ops().math.add(in.get(0), in.get(1)), propagate.apply(x.times(weight)), bias);
    }
}
