package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.trial.CatalogueEntry;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code LN} of the published graph code: subtracts the row mean, then divides by the row's L2 norm; no √d and no affine part.
 */
public final class GraphLayerNorm implements Norm {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM,
                "layer-norm",
                CatalogueEntry.GRAPH,
                "Subtracts the row mean, then divides by the row's L2 norm (LN in the published graph code).",
                List.of());
    }

    @Override
    public Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x) {
        Ops ops = site.pass().ops();
        return site.pass()
                .segment(
                        in -> {
                            Operand<TFloat32> centred = ops.math.sub(in.get(0), RowStatistics.mean(ops, in.get(0)));
                            return ops.math.div(centred, RowStatistics.clampedNorm(ops, centred));
                        },
                        x);
    }
}
