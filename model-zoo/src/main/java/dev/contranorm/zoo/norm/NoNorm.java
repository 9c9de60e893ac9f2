package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The plain network: x unchanged. */
public final class NoNorm implements InvertibleNorm {
    private static final String NAME = "none";

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM, NAME, CatalogueEntry.ANY, "No norm: the plain network.", List.of());
    }

    /** Whether a norm's name denotes the plain network. */
    public static boolean isNamed(String norm) {
        return norm.equals(NAME);
    }

    /** The norm of a type that a specification names; empty for the plain network. */
    static <T extends CatalogueItem> Optional<T> unlessPlain(Class<T> type, TrialSpec spec) {
        return isNamed(spec.norm()) ? Optional.empty() : Optional.of(CatalogueItem.named(type, spec.norm()));
    }

    @Override
    public Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x) {
        return x;
    }

    @Override
    public boolean isInvertible(TrialSpec spec) {
        return true;
    }

    @Override
    public Invertible applyInvertibly(NormSite site, Operand<TFloat32> x) {
        return new Invertible(x, (late, output) -> output);
    }
}
