package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.layer.LayerNorm;
import dev.contranorm.zoo.norm.NeighbourMask;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.norm.NormSite;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.SparseMatrix;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * DeepGCN of the published graph code: depth − 1 hidden layers of dropout, (A x) W + b, norm, optionally one shared affine
 * LayerNorm, ReLU, and a residual every {@code residual} layers starting from the first; then dropout and the output layer.
 * The products are taken as A (x W), which is the same matrix for less work.
 */
public final class DeepGcn implements GraphBackbone {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.BACKBONE,
                "deep-gcn",
                CatalogueEntry.GRAPH,
                "Graph convolutions in a stack, a norm after each.",
                List.of(
                        ParameterSpec.integer("depth", 2, 1, 1024, "Layers, the output layer included."),
                        ParameterSpec.integer("hidden", 32, 1, 65536, "Width of hidden layers."),
                        ParameterSpec.number("dropout", 0.6, 0, 0.999, "Share of each layer's input that is dropped."),
                        ParameterSpec.integer("residual", 0, 0, 1024, "Layers between two residuals; 0 = none."),
                        ParameterSpec.flag("layerNorm", true, "One shared affine LayerNorm after the norm.")));
    }

    @Override
    public Builder prepare(TrialSpec spec, GraphInput input, Norm norm, TrainGraph graph) {
        Ops ops = graph.ops();
        Shared shared = new Shared(
                spec,
                input,
                norm,
                new SparseFeatures(ops, input.features()),
                new SparseMatrix(ops, input.propagation()),
                new NeighbourMask(ops, input.neighbours()));
        return pass -> build(shared, pass);
    }

    private record Shared(
            TrialSpec spec,
            GraphInput input,
            Norm norm,
            SparseFeatures features,
            SparseMatrix propagation,
            NeighbourMask mask) {}

    private static Network build(Shared shared, Pass pass) {
        TrialSpec spec = shared.spec();
        Ops ops = pass.ops();
        int depth = (int) spec.integer("depth");
        int hidden = (int) spec.integer("hidden");
        int skip = (int) spec.integer("residual");
        boolean layerNorm = spec.flag("layerNorm");
        NormSite site = new NormSite(pass, spec, shared.input().nodes(), hidden, Optional.of(shared.mask()));
        List<Operand<TFloat32>> layers = new ArrayList<>();
        Operand<TFloat32> x = null;
        Operand<TFloat32> previous = null;
        for (int layer = 0; layer < depth - 1; layer++) {
            Operand<TFloat32> input = dropout(shared, pass, x, layer);
            x = convolve(shared, pass, input, "hidden_layers." + layer, hidden);
            x = shared.norm().apply(site, x);
            if (layerNorm) {
                x = LayerNorm.apply(pass, "layer_norm", x, hidden, LayerNorm.TORCH_EPSILON);
            }
            x = pass.segment(in -> ops.nn.relu(in.get(0)), x);
            if (skip > 0 && layer % skip == 0) {
                x = previous == null ? x : pass.segment(in -> ops.math.add(in.get(0), in.get(1)), x, previous);
                previous = x;
            }
            layers.add(x);
        }
        Operand<TFloat32> input = dropout(shared, pass, x, depth - 1);
        Operand<TFloat32> logits =
                convolve(shared, pass, input, "out_layer", shared.input().classes());
        layers.add(logits);
        return new Network(logits, layers);
    }

    /** The first layer's input is the feature matrix, whose dropout {@link SparseFeatures} applies. */
    private static Operand<TFloat32> dropout(Shared shared, Pass pass, Operand<TFloat32> x, int layer) {
        return x == null
                ? null
                : pass.dropout(
                        x,
                        shared.spec().number("dropout"),
                        "layer." + layer,
                        shared.input().nodes(),
                        shared.spec().integer("hidden"));
    }

    private static Operand<TFloat32> convolve(Shared shared, Pass pass, Operand<TFloat32> x, String name, int width) {
        Ops ops = pass.ops();
        TrainGraph graph = pass.graph();
        Initialiser initialiser = Initialiser.uniform(1 / Math.sqrt(width));
        int fanIn = x == null
                ? shared.input().features().columns()
                : (int) shared.spec().integer("hidden");
        Operand<TFloat32> weight =
                graph.parameter(name + ".weight", initialiser, fanIn, width).value();
        Operand<TFloat32> bias =
                graph.parameter(name + ".bias", initialiser, 1, width).value();
        Operand<TFloat32> projected = x == null
                ? shared.features().times(pass, weight, shared.spec().number("dropout"))
                : pass.segment(in -> ops.linalg.matMul(in.get(0), in.get(1)), x, weight);
        Operand<TFloat32> propagated =
                shared.propagation().product(pass, shared.propagation().values(), projected);
        return pass.segment(in -> ops.math.add(in.get(0), in.get(1)), propagated, bias);
    }
}
