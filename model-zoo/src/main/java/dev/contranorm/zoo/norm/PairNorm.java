package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** PairNorm (Zhao and Akoglu, ICLR 2020) in its three published forms. */
public enum PairNorm implements Norm {
    /** {@code PN}: subtracts the column mean, then s·x / sqrt(1e-6 + mean row energy). */
    PLAIN("pair-norm", "PairNorm: centres columns and fixes the mean row energy."),
    /** {@code PN-SI}: subtracts the column mean, then scales every row by its norm. */
    SCALE_INDIVIDUALLY("pair-norm-si", "PairNorm-SI: centres columns and scales every row to norm s."),
    /** {@code PN-SCS}: scales every row by its norm, then subtracts the column mean of the original x. */
    SCALE_AND_CENTRE_SIMULTANEOUSLY(
            "pair-norm-scs", "PairNorm-SCS: scales every row to norm s, then subtracts the column mean of x.");

    private static final float EPSILON = 1e-6f;

    private final String name;
    private final String description;

    PairNorm(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /** Lists the three forms. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<PairNorm> items() {
            return List.of(values());
        }
    }

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM,
                name,
                CatalogueEntry.GRAPH,
                description,
                List.of(ParameterSpec.number("norm.scale", 1, 0, 1000, "Scale s of the result.")));
    }

    @Override
    public Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x) {
        Ops ops = site.pass().ops();
        Operand<TFloat32> scale = ops.constant((float) site.spec().number("norm.scale"));
        return site.pass().segment(in -> normalise(ops, in.get(0), scale), x);
    }

    private Operand<TFloat32> normalise(Ops ops, Operand<TFloat32> x, Operand<TFloat32> scale) {
        return switch (this) {
            case PLAIN -> scaledTogether(ops, centred(ops, x), scale);
            case SCALE_INDIVIDUALLY -> scaledByRow(ops, centred(ops, x), scale);
            case SCALE_AND_CENTRE_SIMULTANEOUSLY ->
                ops.math.sub(scaledByRow(ops, x, scale), RowStatistics.columnMean(ops, x));
        };
    }

    private static Operand<TFloat32> centred(Ops ops, Operand<TFloat32> x) {
        return ops.math.sub(x, RowStatistics.columnMean(ops, x));
    }

    private static Operand<TFloat32> scaledTogether(Ops ops, Operand<TFloat32> x, Operand<TFloat32> scale) {
        Operand<TFloat32> rowEnergy = RowStatistics.sum(ops, ops.math.square(x));
        Operand<TFloat32> energy = ops.math.mean(rowEnergy, ops.constant(new int[] {0, 1}), Mean.keepDims(true));
        return ops.math.div(ops.math.mul(scale, x), ops.math.sqrt(ops.math.add(energy, ops.constant(EPSILON))));
    }

    private static Operand<TFloat32> scaledByRow(Ops ops, Operand<TFloat32> x, Operand<TFloat32> scale) {
        Operand<TFloat32> energy = ops.math.add(RowStatistics.sum(ops, ops.math.square(x)), ops.constant(EPSILON));
        return ops.math.div(ops.math.mul(scale, x), ops.math.sqrt(energy));
    }
}
