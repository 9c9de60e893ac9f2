package org.example;

import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.norm.NormSite;
import dev.contranorm.zoo.trial.CatalogueEntry;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** Mean subtraction (Yang et al., "Revisiting Over-smoothing in Deep GCNs", 2020): x minus the mean of each column. */
public final class MeanNorm implements Norm {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM, "mean-norm", CatalogueEntry.GRAPH, "Column means removed.", List.of());
    }

    @Override
    public Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x) {
        Ops ops = site.pass().ops();
        return site.pass().segment(in -> ops.math.sub(in.get(0), columnMean(ops, in.get(0))), x);
    }

    /** 1 × d. */
    private static Operand<TFloat32> columnMean(Ops ops, Operand<TFloat32> x) {
        return ops.math.mean(x, ops.constant(0), Mean.keepDims(true));
    }
}
