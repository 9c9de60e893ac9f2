package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.layer.Products;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.CatalogueEntry;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code torch.nn.BatchNorm1d} (Ioffe and Szegedy, ICML 2015): normalises columns to mean 0 and (biased) variance 1, then
 * applies weight and bias. A training pass uses the statistics of its rows and moves the running mean and (unbiased) variance a
 * tenth towards them; an evaluation uses the running statistics.
 *
 * <p>For the gradient g of the result, with x̂ the normalised columns of n rows: the weight receives Σ g∘x̂, the bias Σ g, and
 * x receives w/σ·(g − (Σ g + x̂·Σ g∘x̂)/n). x̂ is recomputed from x.
 */
public final class BatchNorm implements Norm {
    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.1f;

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM,
                "batch-norm",
                CatalogueEntry.GRAPH,
                "BatchNorm over the nodes: columns to mean 0 and variance 1; running statistics in evaluation.",
                List.of());
    }

    @Override
    public Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x) {
        return apply(site.pass(), site.name(), site.width(), x);
    }

    /** The trained weights of the BatchNorm with this name. */
    public static List<Operand<TFloat32>> weights(TrainGraph graph, String name, int width) {
        return List.of(
                graph.parameter(name + ".weight", Initialiser.constant(1), width)
                        .value(),
                graph.parameter(name + ".bias", Initialiser.constant(0), width).value());
    }

    /**
     * @param name prefix of its parameters, unique in the network
     * @param x n × width
     */
    public static Operand<TFloat32> apply(Pass pass, String name, int width, Operand<TFloat32> x) {
        TrainGraph graph = pass.graph();
        Ops ops = pass.ops();
        List<Operand<TFloat32>> weights = weights(graph, name, width);
        Parameter runningMean = graph.statistic(name + ".running_mean", Initialiser.constant(0), width);
        Parameter runningVariance = graph.statistic(name + ".running_var", Initialiser.constant(1), width);
        if (!pass.isTraining()) {
            return affine(ops, unit(ops, x, runningMean.value(), inverseRoot(ops, runningVariance.value())), weights);
        }
        Operand<TFloat32> rows =
                ops.dtypes.cast(ops.gather(ops.shape(x), ops.constant(0), ops.constant(0)), TFloat32.class);
        Operand<TFloat32> mean = ops.math.mean(x, ops.constant(0));
        Operand<TFloat32> variance = ops.math.mean(ops.math.square(ops.math.sub(x, mean)), ops.constant(0));
        if (pass.isFirst()) {
            graph.moveEveryStep(runningMean, mean, MOMENTUM);
            graph.moveEveryStep(runningVariance, unbiased(ops, variance, rows), MOMENTUM);
        }
        Operand<TFloat32> inverse = inverseRoot(ops, variance);
        return pass.custom(
                List.of(x, weights.get(0), weights.get(1)),
                affine(ops, unit(ops, x, mean, inverse), weights),
                gradient -> {
                    Ops late = ops.withControlDependencies(List.<Op>of(gradient));
                    Operand<TFloat32> unit = unit(late, x, mean, inverse);
                    Operand<TFloat32> toWeight = Products.columnSum(ops, ops.math.mul(gradient, unit));
                    Operand<TFloat32> toBias = Products.columnSum(ops, gradient);
                    Operand<TFloat32> common = ops.math.div(ops.math.add(toBias, ops.math.mul(unit, toWeight)), rows);
                    Operand<TFloat32> toX =
                            ops.math.mul(ops.math.sub(gradient, common), ops.math.mul(weights.get(0), inverse));
                    return List.of(toX, toWeight, toBias);
                });
    }

    private static Operand<TFloat32> affine(Ops ops, Operand<TFloat32> unit, List<Operand<TFloat32>> weights) {
        return ops.math.add(ops.math.mul(unit, weights.get(0)), weights.get(1));
    }

    private static Operand<TFloat32> unit(
            Ops ops, Operand<TFloat32> x, Operand<TFloat32> mean, Operand<TFloat32> inverseRoot) {
        return ops.math.mul(ops.math.sub(x, mean), inverseRoot);
    }

    private static Operand<TFloat32> inverseRoot(Ops ops, Operand<TFloat32> variance) {
        return ops.math.rsqrt(ops.math.add(variance, ops.constant(EPSILON)));
    }

    /** Σ (x − mean)² / (n − 1); 0 for one row. */
    private static Operand<TFloat32> unbiased(Ops ops, Operand<TFloat32> variance, Operand<TFloat32> rows) {
        Operand<TFloat32> one = ops.constant(1f);
        return ops.math.mul(variance, ops.math.div(rows, ops.math.maximum(ops.math.sub(rows, one), one)));
    }
}
