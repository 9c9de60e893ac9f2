package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.norm.BatchNorm;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The function of one group in a coupling: BatchNorm, ReLU, the shared dropout mask, graph attention.
 *
 * @param normName prefix of the BatchNorm's parameters
 */
record ReversibleBlock(String normName, GatConvolution convolution) {
    /** The trained weights of the block. */
    List<Operand<TFloat32>> weights(TrainGraph graph) {
        List<Operand<TFloat32>> weights = new ArrayList<>(BatchNorm.weights(graph, normName, convolution.in()));
        weights.addAll(convolution.weights(graph));
        return weights;
    }

    /**
     * @param x n × width
     * @param mask dropout factors, n × width; empty without dropout
     */
    Operand<TFloat32> apply(
            Pass pass, Operand<TFloat32> x, Optional<Operand<TFloat32>> mask, String edgeSite, String site) {
        Ops ops = pass.ops();
        Operand<TFloat32> normalised = BatchNorm.apply(pass, normName, convolution.in(), x);
        Operand<TFloat32> active = pass.segment(in -> ops.nn.relu(in.get(0)), normalised);
        Operand<TFloat32> dropped = mask.map(factors -> pass.custom(
                        List.of(active),
                        ops.math.mul(active, factors),
                        gradient -> List.of(ops.math.mul(gradient, factors))))
                .orElse(active);
        return convolution.apply(pass, dropped, edgeSite, site);
    }
}
