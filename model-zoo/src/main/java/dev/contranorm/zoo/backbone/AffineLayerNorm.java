package dev.contranorm.zoo.backbone;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** {@code torch.nn.LayerNorm}: rows to mean 0 and (biased) variance 1, then weight and bias. */
final class AffineLayerNorm {
    private static final float EPSILON = 1e-5f;

    private AffineLayerNorm() {}

    /**
     * @param name prefix of the two parameters
     * @param x n × width
     */
    static Operand<TFloat32> apply(Pass pass, String name, Operand<TFloat32> x, int width) {
        TrainGraph graph = pass.graph();
        Ops ops = pass.ops();
        Operand<TFloat32> weight = graph.parameter(name + ".weight", Initialiser.constant(1), width)
                .value();
        Operand<TFloat32> bias =
                graph.parameter(name + ".bias", Initialiser.constant(0), width).value();
        return pass.segment(
                in -> {
                    Operand<TFloat32> input = in.get(0);
                    Operand<TFloat32> centred =
                            ops.math.sub(input, ops.math.mean(input, ops.constant(1), Mean.keepDims(true)));
                    Operand<TFloat32> variance =
                            ops.math.mean(ops.math.square(centred), ops.constant(1), Mean.keepDims(true));
                    Operand<TFloat32> unit =
                            ops.math.mul(centred, ops.math.rsqrt(ops.math.add(variance, ops.constant(EPSILON))));
                    return ops.math.add(ops.math.mul(unit, in.get(1)), in.get(2));
                },
                x,
                weight,
                bias);
    }
}
