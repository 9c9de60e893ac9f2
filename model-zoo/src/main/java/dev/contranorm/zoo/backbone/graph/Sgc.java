package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.layer.LayerNorm;
import dev.contranorm.zoo.layer.Linear;
import dev.contranorm.zoo.norm.NeighbourMask;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.norm.NormSite;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * SGC of the published graph code: propagates the features depth times with a norm after each propagation and optionally one
 * before the first, then applies dropout and one linear layer. Propagation uses the dense features, n × f.
 */
public final class Sgc implements GraphBackbone {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.BACKBONE,
                "sgc",
                CatalogueEntry.GRAPH,
                "Simple graph convolution: propagation without weights, one linear layer.",
                List.of(
                        ParameterSpec.integer("depth", 2, 0, 1024, "Propagations."),
                        ParameterSpec.number("dropout", 0.6, 0, 0.999, "Dropout rate of the linear layer's input."),
                        ParameterSpec.flag("initialNorm", false, "Also apply the norm before the first propagation."),
                        ParameterSpec.flag("layerNorm", false, "Add an affine LayerNorm after each norm."),
                        EdgeDrop.PARAMETER));
    }

    @Override
    public Builder prepare(TrialSpec spec, GraphInput input, Norm norm, TrainGraph graph) {
        Ops ops = graph.ops();
        Operand<TFloat32> features = ops.constant(
                Shape.of(input.nodes(), input.features().columns()),
                DataBuffers.of(input.features().toDense()));
        Propagation propagation = new Propagation(ops, input.propagation(), spec.number("dropEdge"));
        NeighbourMask mask = new NeighbourMask(ops, input.neighbours());
        return pass -> new Build(spec, input, norm, pass, mask).of(features, propagation.of(pass));
    }

    /** Builds one pass. */
    private record Build(TrialSpec spec, GraphInput input, Norm norm, Pass pass, NeighbourMask mask) {
        Network of(Operand<TFloat32> features, UnaryOperator<Operand<TFloat32>> propagate) {
            List<Operand<TFloat32>> layers = new ArrayList<>();
            Operand<TFloat32> x =
                    spec.flag("initialNorm") ? normed(features, "initial_norm", "initial_layer_norm") : features;
            for (int layer = 0; layer < spec.integer("depth"); layer++) {
                x = normed(propagate.apply(x), "norms." + layer, "layer_norm");
                layers.add(x);
            }
            x = pass.dropout(x, spec.number("dropout"), "linear", input.nodes(), width());
            Operand<TFloat32> logits = Linear.apply(pass, "linear", x, width(), input.classes());
            layers.add(logits);
            return new Network(logits, layers);
        }

        private Operand<TFloat32> normed(Operand<TFloat32> x, String name, String layerNorm) {
            NormSite site = new NormSite(pass, spec, input.nodes(), width(), Optional.of(mask), name);
            Operand<TFloat32> out = norm.apply(site, x);
            return spec.flag("layerNorm")
                    ? LayerNorm.apply(pass, layerNorm, out, width(), LayerNorm.TORCH_EPSILON)
                    : out;
        }

        private int width() {
            return input.features().columns();
        }
    }
}
