package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Scaling of the branches of a residual network. */
public final class Scaling {
    private Scaling() {}

    /**
     * LayerScale (Touvron et al., 2021): multiplies every feature by a trained factor.
     *
     * @param name name of the parameter, width values
     * @param x T × width
     */
    public static Operand<TFloat32> perFeature(Pass pass, String name, Operand<TFloat32> x, int width, double start) {
        Ops ops = pass.ops();
        Operand<TFloat32> factor = pass.graph()
                .parameter(name, Initialiser.constant((float) start), width)
                .value();
        return pass.custom(
                List.of(x, factor),
                ops.math.mul(x, factor),
                gradient ->
                        List.of(ops.math.mul(gradient, factor), Products.columnSum(ops, ops.math.mul(gradient, x))));
    }

    /**
     * Stochastic depth (Huang et al., 2016): drops a branch for whole sequences, and scales it up where it is kept.
     *
     * @param x T × width
     * @param site site name, unique in the network
     */
    public static Operand<TFloat32> dropPath(
            Pass pass, TokenGrid grid, Operand<TFloat32> x, int width, double rate, String site) {
        Ops ops = pass.ops();
        return pass.dropoutFactors(rate, site, ops.stack(List.of(grid.batch(), ops.constant(1), ops.constant(1))))
                .map(factors -> pass.custom(
                        List.of(x),
                        scaled(ops, grid, x, width, factors),
                        gradient -> List.of(scaled(ops, grid, gradient, width, factors))))
                .orElse(x);
    }

    private static Operand<TFloat32> scaled(
            Ops ops, TokenGrid grid, Operand<TFloat32> x, int width, Operand<TFloat32> factors) {
        return grid.rows(ops.math.mul(grid.sequences(x, width), factors), width);
    }
}
