package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * ContraNorm, graph variant (Guo et al., ICLR 2023; reference formula {@code gnn}): with unit rows x̂, P = softmax over the
 * negatives of x̂·x̂ᵀ/τ, out = (1 + s)·x − s·P·x. Neighbours and the node itself are no negatives.
 */
public final class ContraNorm implements Norm {
    /** Up to this many rows E, 4 MB a layer, is kept for the backward. */
    private static final int DENSE_UP_TO = 1024;

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM,
                "contra-norm",
                CatalogueEntry.GRAPH,
                "ContraNorm: pushes representations of unlinked nodes apart.",
                List.of(
                        ParameterSpec.number(
                                "norm.scale", 1, 0, 1000, "s, the strength of the push; 0 switches it off."),
                        ParameterSpec.number("norm.temperature", 1, 0.02, 1000, "τ of the softmax."),
                        ParameterSpec.text(
                                "norm.strategy",
                                "auto",
                                List.of("auto", "dense", "blocked"),
                                "dense keeps the n × n similarity, blocked recomputes it by tiles.")));
    }

    @Override
    public Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x) {
        double scale = site.spec().number("norm.scale");
        if (scale == 0) {
            return x;
        }
        Pass pass = site.pass();
        SimilarityStrategy similarity = strategy(site);
        MaskedSoftmaxProduct product = new MaskedSoftmaxProduct(
                pass.ops(), similarity, site.neighbours(), site.spec().number("norm.temperature"), scale);
        Operand<TFloat32> out = product.forward(x);
        return pass.custom(List.of(x), out, gradient -> List.of(product.backward(gradient)));
    }

    private static SimilarityStrategy strategy(NormSite site) {
        Ops ops = site.pass().ops();
        int lanes = site.pass().graph().lanes();
        boolean dense =
                switch (site.spec().text("norm.strategy")) {
                    case "dense" -> true;
                    case "blocked" -> false;
                    default -> site.rows() <= DENSE_UP_TO;
                };
        return dense
                ? TiledSimilarity.dense(ops, site.rows(), lanes)
                : TiledSimilarity.blocked(ops, site.rows(), lanes);
    }
}
