package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.trial.CatalogueEntry;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The plain network: x unchanged. */
public final class NoNorm implements Norm {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM, "none", CatalogueEntry.ANY, "No norm: the plain network.", List.of());
    }

    @Override
    public Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x) {
        return x;
    }
}
