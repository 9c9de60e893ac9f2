package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * A direct implementation of the formula: similarities, mask and softmax are n × n matrices, and TensorFlow differentiates. It
 * is the baseline for the memory and time of the tiled implementation.
 */
final class DenseSoftmaxMean implements SoftmaxMeanStrategy {
    /** Far below any similarity, which is bounded by 1/τ. */
    private static final float EXCLUDED = -1e9f;

    private final Pass pass;
    private final Optional<NeighbourMask> mask;
    private final double temperature;
    private final double scale;

    DenseSoftmaxMean(Pass pass, Optional<NeighbourMask> mask, double temperature, double scale) {
        this.pass = pass;
        this.mask = mask.filter(pairs -> !pairs.isEmpty());
        this.temperature = temperature;
        this.scale = scale;
    }

    @Override
    public Operand<TFloat32> apply(Operand<TFloat32> x) {
        Operand<TFloat32> product = pass.segment(in -> product(pass.ops(), in.get(0)), x);
        return SoftmaxMean.apply(pass, x, product, 1 + scale, scale);
    }

    private Operand<TFloat32> product(Ops ops, Operand<TFloat32> x) {
        Operand<TFloat32> unit = ops.math.div(x, RowStatistics.clampedNorm(ops, x));
        Operand<TFloat32> cosine = ops.linalg.matMul(unit, unit, MatMul.transposeB(true));
        Operand<TFloat32> similarity =
                temperature == 1 ? cosine : ops.math.mul(cosine, ops.constant((float) (1 / temperature)));
        Operand<TFloat32> negatives =
                mask.isPresent() ? ops.math.add(similarity, excluded(ops, mask.get())) : similarity;
        Operand<TFloat32> product = ops.linalg.matMul(ops.nn.softmax(negatives), x);
        return mask.flatMap(NeighbourMask::hasNegatives)
                .map(flag -> chosen(ops, flag, product, x))
                .orElse(product);
    }

    /** 0 for negatives, a large negative value for other pairs: n × n. */
    private static Operand<TFloat32> excluded(Ops ops, NeighbourMask mask) {
        Operand<TFloat32> pairs = mask.pairs().toDense();
        Operand<TFloat32> full = mask.fullWeight().orElse(ops.constant(1f));
        Operand<TFloat32> missing = ops.math.sub(ops.constant(1f), ops.math.add(pairs, full));
        return ops.math.mul(missing, ops.constant(EXCLUDED));
    }

    private static Operand<TFloat32> chosen(
            Ops ops, Operand<TFloat32> flag, Operand<TFloat32> product, Operand<TFloat32> own) {
        Operand<TFloat32> missing = ops.math.sub(ops.constant(1f), flag);
        return ops.math.addN(List.of(ops.math.mul(product, flag), ops.math.mul(own, missing)));
    }
}
