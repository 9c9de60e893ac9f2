package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.CatalogueEntry;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code torch.nn.BatchNorm1d} (Ioffe and Szegedy, ICML 2015): columns to mean 0 and (biased) variance 1, then weight and
 * bias. A training pass takes the rows at hand and moves the running mean and (unbiased) variance a tenth towards theirs; an
 * evaluation takes the running ones.
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
                "BatchNorm over the nodes: columns to mean 0 and variance 1, running values in evaluation.",
                List.of());
    }

    @Override
    public Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x) {
        Pass pass = site.pass();
        TrainGraph graph = pass.graph();
        Ops ops = pass.ops();
        Operand<TFloat32> weight = graph.parameter(site.name() + ".weight", Initialiser.constant(1), site.width())
                .value();
        Operand<TFloat32> bias = graph.parameter(site.name() + ".bias", Initialiser.constant(0), site.width())
                .value();
        Parameter runningMean = graph.statistic(site.name() + ".running_mean", Initialiser.constant(0), site.width());
        Parameter runningVariance =
                graph.statistic(site.name() + ".running_var", Initialiser.constant(1), site.width());
        if (!pass.isTraining()) {
            Operand<TFloat32> centred = ops.math.sub(x, runningMean.value());
            return scaled(ops, centred, runningVariance.value(), weight, bias);
        }
        Operand<TFloat32> mean = Rows.columnMean(ops, x);
        move(graph, runningMean, mean);
        move(graph, runningVariance, unbiasedVariance(ops, x, mean));
        return pass.segment(
                in -> {
                    Operand<TFloat32> centred = ops.math.sub(in.get(0), Rows.columnMean(ops, in.get(0)));
                    return scaled(ops, centred, Rows.columnMean(ops, ops.math.square(centred)), in.get(1), in.get(2));
                },
                x,
                weight,
                bias);
    }

    private static Operand<TFloat32> scaled(
            Ops ops,
            Operand<TFloat32> centred,
            Operand<TFloat32> variance,
            Operand<TFloat32> weight,
            Operand<TFloat32> bias) {
        Operand<TFloat32> inverse = ops.math.rsqrt(ops.math.add(variance, ops.constant(EPSILON)));
        return ops.math.add(ops.math.mul(ops.math.mul(centred, inverse), weight), bias);
    }

    /** Σ (x − mean)² / (n − 1); with one row, 0. */
    private static Operand<TFloat32> unbiasedVariance(Ops ops, Operand<TFloat32> x, Operand<TFloat32> mean) {
        Operand<TFloat32> biased = Rows.columnMean(ops, ops.math.square(ops.math.sub(x, mean)));
        Operand<TFloat32> rows =
                ops.dtypes.cast(ops.gather(ops.shape(x), ops.constant(0), ops.constant(0)), TFloat32.class);
        return ops.math.mul(
                biased, ops.math.div(rows, ops.math.maximum(ops.math.sub(rows, ops.constant(1f)), ops.constant(1f))));
    }

    private static void move(TrainGraph graph, Parameter running, Operand<TFloat32> now) {
        Ops ops = graph.ops();
        Operand<TFloat32> flat = ops.reshape(now, ops.constant(running.shape()));
        Operand<TFloat32> step = ops.math.mul(ops.math.sub(flat, running.value()), ops.constant(MOMENTUM));
        graph.addToEveryStep(ops.assign(running.variable(), ops.math.add(running.value(), step)));
    }
}
