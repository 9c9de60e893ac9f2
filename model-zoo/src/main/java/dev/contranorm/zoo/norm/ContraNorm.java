package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.Tape;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * ContraNorm, graph variant (Guo et al., ICLR 2023; reference formula {@code gnn}): with unit rows x̂, P = softmax over the
 * negatives of x̂·x̂ᵀ/τ, out = (1 + s)·x − s·P·x. Neighbours and the node itself are not negatives.
 */
public final class ContraNorm implements Norm {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.NORM,
                "contra-norm",
                CatalogueEntry.GRAPH,
                "ContraNorm: makes representations of unlinked nodes less similar.",
                List.of(
                        ParameterSpec.number("norm.scale", 1, 0, 1000, "Strength s of the contrast; 0 disables it."),
                        ParameterSpec.number("norm.temperature", 1, 0.02, 1000, "Temperature τ of the softmax."),
                        ParameterSpec.text(
                                "norm.strategy",
                                "auto",
                                List.of("auto", "dense", "blocked"),
                                "dense builds n × n matrices; blocked computes tiles and recomputes them in the"
                                        + " backward pass; auto uses tiles and recomputes them only to save memory.")));
    }

    @Override
    public Operand<TFloat32> apply(NormSite site, Operand<TFloat32> x) {
        double scale = site.spec().number("norm.scale");
        if (scale == 0) {
            return x;
        }
        Pass pass = site.pass();
        double temperature = site.spec().number("norm.temperature");
        String strategy = site.spec().text("norm.strategy");
        SoftmaxMeanStrategy softmaxMean = strategy.equals("dense")
                ? new DenseSoftmaxMean(pass, site.neighbours(), temperature, scale)
                : new TiledSoftmaxMean(
                        pass, tiles(pass, site.rows(), strategy.equals("auto")), site.neighbours(), temperature, scale);
        return softmaxMean.apply(x);
    }

    @Override
    public boolean usesNeighbours() {
        return true;
    }

    private TiledSimilarity tiles(Pass pass, int rows, boolean mayKeep) {
        Optional<Tape> tape = pass.tape();
        TiledSimilarity tiles = new TiledSimilarity(
                pass.ops(),
                rows,
                pass.graph().parallelTiles(),
                () -> mayKeep && tape.orElseThrow().hasRoom());
        tape.ifPresent(recorder -> recorder.couldKeep(tiles.bytes()));
        return tiles;
    }
}
