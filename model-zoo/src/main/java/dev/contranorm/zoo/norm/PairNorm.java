package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** PairNorm (Zhao and Akoglu, ICLR 2020) in its three published forms. */
public abstract sealed class PairNorm implements Norm {
    private static final float EPSILON = 1e-6f;

    private final String name;
    private final String sentence;

    private PairNorm(String name, String sentence) {
        this.name = name;
        this.sentence = sentence;
    }

    @Override
    public final CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM,
                name,
                CatalogueEntry.GRAPH,
                sentence,
                List.of(ParameterSpec.number("norm.scale", 1, 0, 1000, "s, the scale of the result.")));
    }

    @Override
    public final Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x) {
        Ops ops = site.pass().ops();
        Operand<TFloat32> scale = ops.constant((float) site.spec().number("norm.scale"));
        return site.pass().segment(in -> normalise(ops, in.get(0), scale), x);
    }

    abstract Operand<TFloat32> normalise(Ops ops, Operand<TFloat32> x, Operand<TFloat32> scale);

    private static Operand<TFloat32> centred(Ops ops, Operand<TFloat32> x) {
        return ops.math.sub(x, RowStatistics.columnMean(ops, x));
    }

    private static Operand<TFloat32> scaledByRow(Ops ops, Operand<TFloat32> x, Operand<TFloat32> scale) {
        Operand<TFloat32> energy = ops.math.add(RowStatistics.sum(ops, ops.math.square(x)), ops.constant(EPSILON));
        return ops.math.div(ops.math.mul(scale, x), ops.math.sqrt(energy));
    }

    /** {@code PN}: column mean removed, s·x / sqrt(1e-6 + mean row energy). */
    public static final class Plain extends PairNorm {
        public Plain() {
            super("pair-norm", "PairNorm: columns centred, mean row energy fixed.");
        }

        @Override
        Operand<TFloat32> normalise(Ops ops, Operand<TFloat32> x, Operand<TFloat32> scale) {
            Operand<TFloat32> centred = centred(ops, x);
            Operand<TFloat32> rowEnergy = RowStatistics.sum(ops, ops.math.square(centred));
            Operand<TFloat32> energy = ops.math.mean(rowEnergy, ops.constant(new int[] {0, 1}), Mean.keepDims(true));
            return ops.math.div(
                    ops.math.mul(scale, centred), ops.math.sqrt(ops.math.add(energy, ops.constant(EPSILON))));
        }
    }

    /** {@code PN-SI}: column mean removed, every row scaled by its own norm. */
    public static final class ScaleIndividually extends PairNorm {
        public ScaleIndividually() {
            super("pair-norm-si", "PairNorm-SI: columns centred, every row to norm s.");
        }

        @Override
        Operand<TFloat32> normalise(Ops ops, Operand<TFloat32> x, Operand<TFloat32> scale) {
            return scaledByRow(ops, centred(ops, x), scale);
        }
    }

    /** {@code PN-SCS}: every row scaled by its own norm, minus the column mean of the un-normalised x. */
    public static final class ScaleAndCentreSimultaneously extends PairNorm {
        public ScaleAndCentreSimultaneously() {
            super("pair-norm-scs", "PairNorm-SCS: every row to norm s, minus the column mean of x.");
        }

        @Override
        Operand<TFloat32> normalise(Ops ops, Operand<TFloat32> x, Operand<TFloat32> scale) {
            return ops.math.sub(scaledByRow(ops, x, scale), RowStatistics.columnMean(ops, x));
        }
    }
}
