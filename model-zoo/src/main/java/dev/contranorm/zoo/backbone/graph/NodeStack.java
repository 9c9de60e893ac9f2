package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.layer.LayerNorm;
import dev.contranorm.zoo.norm.NeighbourMask;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.norm.NormSite;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.Tape;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The common structure of the published node networks: depth − 1 hidden layers of dropout, the network's own layer, norm,
 * optionally one shared affine LayerNorm, activation, and a residual connection every {@code residual} layers starting from the
 * first; then dropout and the output layer.
 */
final class NodeStack {
    /** The layer type of a particular network. */
    @FunctionalInterface
    interface Layer {
        /**
         * @param index 0-based; depth − 1 is the output layer
         * @return n × width
         */
        Operand<TFloat32> apply(LayerInput x, int index, int width);
    }

    private final TrialSpec spec;
    private final GraphInput input;
    private final Norm norm;
    private final SparseFeatures features;
    private final NeighbourMask mask;

    NodeStack(TrialSpec spec, GraphInput input, Norm norm, TrainGraph graph) {
        this.spec = spec;
        this.input = input;
        this.norm = norm;
        this.features = new SparseFeatures(graph.ops(), input.features());
        this.mask = new NeighbourMask(graph.ops(), input.neighbours());
    }

    /** Parameters of every such network. */
    static List<ParameterSpec> parameters(boolean layerNorm) {
        return List.of(
                ParameterSpec.integer("depth", 2, 1, 1024, "Number of layers, including the output layer."),
                ParameterSpec.integer("hidden", 32, 1, 65536, "Width of the hidden layers."),
                ParameterSpec.number("dropout", 0.6, 0, 0.999, "Dropout rate of each layer's input."),
                ParameterSpec.integer(
                        "residual", 0, 0, 1024, "Number of layers between residual connections; 0 = none."),
                ParameterSpec.flag("layerNorm", layerNorm, "Add one shared affine LayerNorm after the norm."),
                EdgeDrop.PARAMETER);
    }

    /**
     * @param activation a function of one input
     */
    Network build(Pass pass, Tape.Segment activation, Layer layer) {
        int hidden = (int) spec.integer("hidden");
        int last = (int) spec.integer("depth") - 1;
        Residuals residuals = new Residuals(pass, spec.integer("residual"));
        List<Operand<TFloat32>> layers = new ArrayList<>();
        LayerInput x = features.dropped(pass, spec.number("dropout"));
        for (int index = 0; index < last; index++) {
            Operand<TFloat32> out = layer.apply(x, index, hidden);
            out = norm.apply(site(pass, hidden, index), out);
            if (spec.flag("layerNorm")) {
                out = LayerNorm.apply(pass, "layer_norm", out, hidden, LayerNorm.TORCH_EPSILON);
            }
            out = residuals.after(index, pass.segment(activation, out));
            layers.add(out);
            String site = "layer." + (index + 1);
            x = LayerInput.of(pass, pass.dropout(out, spec.number("dropout"), site, input.nodes(), hidden), hidden);
        }
        Operand<TFloat32> logits = layer.apply(x, last, input.classes());
        layers.add(logits);
        return new Network(logits, layers);
    }

    private NormSite site(Pass pass, int width, int index) {
        return new NormSite(pass, spec, input.nodes(), width, Optional.of(mask), "norms." + index);
    }
}
