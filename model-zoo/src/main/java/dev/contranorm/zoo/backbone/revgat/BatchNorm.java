package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.layer.Products;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code torch.nn.BatchNorm1d}: in training every column to mean 0 and (biased) variance 1 over the rows, in evaluation by the
 * running values, of which the variance is the unbiased one; then weight and bias.
 *
 * <p>For the gradient g of the result, with x̂ the unit columns: the weight receives Σ g∘x̂, the bias Σ g, and x receives
 * w/σ·(g − (Σ g + x̂·Σ g∘x̂)/n). x̂ is made anew from x, which is kept for other reasons.
 *
 * @param name prefix of its parameters
 * @param rows n
 */
record BatchNorm(String name, int rows, int width) {
    private static final float EPSILON = 1e-5f;

    /** Its trained weights. */
    List<Operand<TFloat32>> weights(TrainGraph graph) {
        return List.of(
                graph.parameter(name + ".weight", Initialiser.constant(1), width)
                        .value(),
                graph.parameter(name + ".bias", Initialiser.constant(0), width).value());
    }

    private Parameter runningMean(TrainGraph graph) {
        return graph.statistic(name + ".running_mean", Initialiser.constant(0), width);
    }

    private Parameter runningVariance(TrainGraph graph) {
        return graph.statistic(name + ".running_var", Initialiser.constant(1), width);
    }

    /**
     * @param x n × width
     * @param running told of what a training pass sees; empty where it was told before
     */
    Operand<TFloat32> apply(Pass pass, Operand<TFloat32> x, Optional<RunningStatistics> running) {
        Ops ops = pass.ops();
        TrainGraph graph = pass.graph();
        Parameter runningMean = runningMean(graph);
        Parameter runningVariance = runningVariance(graph);
        if (!pass.isTraining()) {
            return affine(graph, ops, unit(ops, x, runningMean.value(), inverseRoot(ops, runningVariance.value())));
        }
        Operand<TFloat32> mean = ops.math.mean(x, ops.constant(0));
        Operand<TFloat32> variance = ops.math.mean(ops.math.square(ops.math.sub(x, mean)), ops.constant(0));
        running.ifPresent(statistics -> {
            statistics.add(runningMean, mean);
            float unbiased = (float) rows / Math.max(1, rows - 1);
            statistics.add(runningVariance, ops.math.mul(variance, ops.constant(unbiased)));
        });
        Operand<TFloat32> inverse = inverseRoot(ops, variance);
        List<Operand<TFloat32>> weights = weights(graph);
        return pass.custom(
                List.of(x, weights.get(0), weights.get(1)),
                affine(graph, ops, unit(ops, x, mean, inverse)),
                gradient -> {
                    Ops late = ops.withControlDependencies(List.<Op>of(gradient));
                    Operand<TFloat32> unit = unit(late, x, mean, inverse);
                    Operand<TFloat32> toWeight = Products.columnSum(ops, ops.math.mul(gradient, unit));
                    Operand<TFloat32> toBias = Products.columnSum(ops, gradient);
                    Operand<TFloat32> common =
                            ops.math.mul(ops.math.add(toBias, ops.math.mul(unit, toWeight)), ops.constant(1f / rows));
                    Operand<TFloat32> toX =
                            ops.math.mul(ops.math.sub(gradient, common), ops.math.mul(weights.get(0), inverse));
                    return List.of(toX, toWeight, toBias);
                });
    }

    private Operand<TFloat32> affine(TrainGraph graph, Ops ops, Operand<TFloat32> unit) {
        List<Operand<TFloat32>> weights = weights(graph);
        return ops.math.add(ops.math.mul(unit, weights.get(0)), weights.get(1));
    }

    private static Operand<TFloat32> unit(
            Ops ops, Operand<TFloat32> x, Operand<TFloat32> mean, Operand<TFloat32> inverseRoot) {
        return ops.math.mul(ops.math.sub(x, mean), inverseRoot);
    }

    private static Operand<TFloat32> inverseRoot(Ops ops, Operand<TFloat32> variance) {
        return ops.math.rsqrt(ops.math.add(variance, ops.constant(EPSILON)));
    }
}
