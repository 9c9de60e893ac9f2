package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.layer.Products;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * D-ContraNorm, the dual form for large graphs (Guo et al., ICLR 2023; reference formula {@code dcn}): similarities are those
 * between features over all nodes, d × d, so the cost is linear in the number of nodes. With unit rows x̂ and P the softmax
 * over the rows of x̂ᵀ·x̂/τ, out = x·M, M = (1 + s)·I − s·P, or M = I − s·P without {@code useScale}.
 *
 * <p>The inverse of the norm is the product with M⁻¹, d × d. P is row-stochastic, so M⁻¹ = 1/k·Σ (s/k)ⁱ·Pⁱ with k the factor of
 * the diagonal, and the row sums of its magnitudes are 1/(k − s): exactly 1 with {@code useScale}, whatever s.
 */
public final class DContraNorm implements InvertibleNorm {
    /** How much the inverse may amplify an error. */
    private static final double LARGEST_GROWTH = 4;

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM,
                "dcn",
                CatalogueEntry.GRAPH,
                "D-ContraNorm: makes features less similar instead of nodes; cost linear in the nodes.",
                List.of(
                        ParameterSpec.number("norm.scale", 1, 0, 1000, "Strength s of the contrast; 0 disables it."),
                        ParameterSpec.number("norm.temperature", 1, 0.02, 1000, "Temperature τ of the softmax."),
                        ParameterSpec.flag("norm.useMean", false, "Subtract the mean of each row first."),
                        ParameterSpec.flag(
                                "norm.useNorm", false, "Apply the contrast to unit rows instead of the rows."),
                        ParameterSpec.flag("norm.useScale", true, "Use (1 + s)·x − s·x·P instead of x − s·x·P.")));
    }

    @Override
    public Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x) {
        if (site.spec().number("norm.scale") == 0 && !changesRows(site.spec())) {
            return x;
        }
        return Application.of(site, x).output();
    }

    private static boolean changesRows(TrialSpec spec) {
        return spec.flag("norm.useMean") || spec.flag("norm.useNorm");
    }

    @Override
    public boolean isInvertible(TrialSpec spec) {
        double s = spec.number("norm.scale");
        return spec.flag("norm.useScale") || s < 1 && 1 / (1 - s) <= LARGEST_GROWTH;
    }

    @Override
    public Invertible applyInvertibly(NormSite site, Operand<TFloat32> x) {
        if (site.spec().number("norm.scale") == 0 && !changesRows(site.spec())) {
            return new Invertible(x, (late, output) -> output);
        }
        Application application = Application.of(site, x);
        return new Invertible(application.output(), application::undo);
    }

    /**
     * One application.
     *
     * @param mean mean of each row, n × 1; empty if it is not subtracted
     * @param lengths lengths of the rows, n × 1; empty if the rows are not scaled to unit length
     * @param matrix M, d × d
     */
    private record Application(
            Operand<TFloat32> output,
            Optional<Operand<TFloat32>> mean,
            Optional<Operand<TFloat32>> lengths,
            Operand<TFloat32> matrix) {
        static Application of(NormSite site, Operand<TFloat32> x) {
            Pass pass = site.pass();
            TrialSpec spec = site.spec();
            Ops ops = pass.ops();
            boolean useNorm = spec.flag("norm.useNorm");
            Optional<Operand<TFloat32>> mean =
                    spec.flag("norm.useMean") ? Optional.of(RowStatistics.mean(ops, x)) : Optional.empty();
            Operand<TFloat32> rows = mean.map(each -> centred(pass, x, each)).orElse(x);
            UnitRows unit = UnitRows.of(pass, rows);
            Operand<TFloat32> values = useNorm ? unit.rows() : rows;
            double s = spec.number("norm.scale");
            float inverseTemperature = (float) (1 / spec.number("norm.temperature"));
            Operand<TFloat32> similarity = ops.math.mul(
                    ops.linalg.matMul(unit.rows(), unit.rows(), MatMul.transposeA(true)),
                    ops.constant(inverseTemperature));
            Operand<TFloat32> softmax = ops.nn.softmax(similarity);
            Operand<TFloat32> scale = ops.constant((float) s);
            Operand<TFloat32> diagonal =
                    ops.linalg.tensorDiag(ops.fill(ops.constant(new int[] {site.width()}), ops.constant((float)
                            (spec.flag("norm.useScale") ? 1 + s : 1))));
            Operand<TFloat32> matrix = ops.math.sub(diagonal, ops.math.mul(scale, softmax));
            Operand<TFloat32> output =
                    pass.custom(List.of(values, unit.rows()), ops.linalg.matMul(values, matrix), gradient -> {
                        Operand<TFloat32> change = ops.math.neg(
                                ops.math.mul(scale, ops.linalg.matMul(values, gradient, MatMul.transposeA(true))));
                        Operand<TFloat32> sums = Products.lastSum(ops, ops.math.mul(change, softmax));
                        Operand<TFloat32> toSimilarity = ops.math.mul(
                                ops.math.mul(softmax, ops.math.sub(change, sums)), ops.constant(inverseTemperature));
                        Operand<TFloat32> both = ops.math.add(
                                toSimilarity, ops.linalg.transpose(toSimilarity, ops.constant(new int[] {1, 0})));
                        return List.of(
                                ops.linalg.matMul(gradient, matrix, MatMul.transposeB(true)),
                                ops.linalg.matMul(unit.rows(), both));
                    });
            return new Application(output, mean, useNorm ? Optional.of(unit.lengths()) : Optional.empty(), matrix);
        }

        private static Operand<TFloat32> centred(Pass pass, Operand<TFloat32> x, Operand<TFloat32> mean) {
            Ops ops = pass.ops();
            return pass.custom(
                    List.of(x),
                    ops.math.sub(x, mean),
                    gradient -> List.of(ops.math.sub(gradient, RowStatistics.mean(ops, gradient))));
        }

        Operand<TFloat32> undo(Ops late, Operand<TFloat32> output) {
            Operand<TFloat32> rows = late.linalg.matMul(output, late.linalg.inv(matrix));
            if (lengths.isPresent()) {
                rows = late.math.mul(rows, lengths.get());
            }
            return mean.isPresent() ? late.math.add(rows, mean.get()) : rows;
        }
    }
}
