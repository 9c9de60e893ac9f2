package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.layer.LayerNorm;
import dev.contranorm.zoo.layer.Linear;
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
 * GIN (Xu et al., ICLR 2019) as in the published graph code: each layer is MLP((1 + ε)·x + Σ of the neighbours), a norm and
 * ReLU; then the sum over a graph's nodes, a linear layer, ReLU, dropout and the output layer. The norm treats a whole batch as
 * one graph: as published, ContraNorm also contrasts a node with the nodes of other graphs and with itself, since the mask has
 * no self-loops.
 */
public final class Gin implements GraphSetBackbone {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.BACKBONE,
                "gin",
                CatalogueEntry.GRAPH_SET,
                "Graph isomorphism network: sums over neighbours, sum pooling, one class per graph.",
                List.of(
                        ParameterSpec.integer("depth", 2, 1, 1024, "Number of layers before the pooling."),
                        ParameterSpec.integer("hidden", 32, 1, 65536, "Width of a layer; its MLP is twice as wide."),
                        ParameterSpec.number("dropout", 0.5, 0, 0.999, "Dropout rate of the output layer's input."),
                        ParameterSpec.number("epsilon", 0, -1000, 1000, "Initial ε; a node's own weight is 1 + ε."),
                        ParameterSpec.flag("trainEpsilon", true, "Train ε."),
                        ParameterSpec.integer(
                                "residual", 0, 0, 1024, "Number of layers between residual connections; 0 = none."),
                        ParameterSpec.flag("layerNorm", false, "Add one shared affine LayerNorm after the norm."),
                        EdgeDrop.PARAMETER,
                        ParameterSpec.integer("batch", 32, 1, 65536, "Number of graphs in a training step.")));
    }

    @Override
    public Builder prepare(TrialSpec spec, GraphBatchInput input, Norm norm, TrainGraph graph) {
        Ops ops = graph.ops();
        SparseMatrix adjacency = input.adjacency(ops);
        SparseMatrix pool = input.pool(ops);
        NeighbourMask mask = input.mask(ops);
        EdgeDrop drop = new EdgeDrop(input.edgeOfEntry(), spec.number("dropEdge"));
        return pass -> new Build(spec, input, norm, pass, adjacency, pool, mask).network(drop);
    }

    /** Builds one pass. */
    private record Build(
            TrialSpec spec,
            GraphBatchInput input,
            Norm norm,
            Pass pass,
            SparseMatrix adjacency,
            SparseMatrix pool,
            NeighbourMask mask) {
        Network network(EdgeDrop drop) {
            Ops ops = pass.ops();
            int hidden = (int) spec.integer("hidden");
            Operand<TFloat32> entries = drop.kept(pass)
                    .map(kept -> (Operand<TFloat32>) ops.math.mul(adjacency.values(), kept))
                    .orElse(adjacency.values());
            Residuals residuals = new Residuals(pass, spec.integer("residual"));
            List<Operand<TFloat32>> layers = new ArrayList<>();
            Operand<TFloat32> x = input.features();
            int width = input.width();
            for (int layer = 0; layer < spec.integer("depth"); layer++) {
                Operand<TFloat32> out = convolve(x, entries, "convs." + layer, width, hidden);
                out = relu(normed(out, "norms." + layer, hidden));
                x = residuals.after(layer, out);
                layers.add(x);
                width = hidden;
            }
            Operand<TFloat32> pooled = pool.product(pass, pool.values(), x);
            Operand<TFloat32> head = relu(Linear.apply(pass, "lin1", pooled, hidden, hidden));
            head = pass.dropout(head, spec.number("dropout"), "head");
            return new Network(Linear.apply(pass, "lin2", head, hidden, input.classes()), layers);
        }

        /** {@code GINConv} and its MLP. */
        private Operand<TFloat32> convolve(
                Operand<TFloat32> x, Operand<TFloat32> entries, String name, int in, int hidden) {
            Ops ops = pass.ops();
            Operand<TFloat32> sum = pass.segment(
                    parts -> ops.math.add(
                            parts.get(0), ops.math.mul(ops.math.add(parts.get(1), ops.constant(1f)), parts.get(2))),
                    adjacency.product(pass, entries, x),
                    epsilon(name + ".eps"),
                    x);
            Operand<TFloat32> inside = relu(Linear.apply(pass, name + ".nn.0", sum, in, 2 * hidden));
            return Linear.apply(pass, name + ".nn.2", inside, 2 * hidden, hidden);
        }

        private Operand<TFloat32> epsilon(String name) {
            Initialiser start = Initialiser.constant((float) spec.number("epsilon"));
            TrainGraph graph = pass.graph();
            return (spec.flag("trainEpsilon") ? graph.parameter(name, start, 1) : graph.statistic(name, start, 1))
                    .value();
        }

        private Operand<TFloat32> normed(Operand<TFloat32> x, String name, int width) {
            Operand<TFloat32> out =
                    norm.apply(new NormSite(pass, spec, NormSite.FED, width, Optional.of(mask), name), x);
            return spec.flag("layerNorm")
                    ? LayerNorm.apply(pass, "layer_norm", out, width, LayerNorm.TORCH_EPSILON)
                    : out;
        }

        private Operand<TFloat32> relu(Operand<TFloat32> x) {
            return pass.segment(in -> pass.ops().nn.relu(in.get(0)), x);
        }
    }
}
