package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.tensor.Pass;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The input of a layer after dropout: the features of the nodes, or the output of the layer below.
 *
 * @param product W ↦ x·W as part of the network, width × out to n × out
 */
record LayerInput(int width, UnaryOperator<Operand<TFloat32>> product) {
    /**
     * @param x n × width
     */
    static LayerInput of(Pass pass, Operand<TFloat32> x, int width) {
        return new LayerInput(
                width, weight -> pass.segment(in -> pass.ops().linalg.matMul(in.get(0), in.get(1)), x, weight));
    }

    Operand<TFloat32> times(Operand<TFloat32> weight) {
        return product.apply(weight);
    }
}
