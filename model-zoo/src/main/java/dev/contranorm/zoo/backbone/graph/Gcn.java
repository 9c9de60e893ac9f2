package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import org.tensorflow.op.Ops;

/**
 * Graph convolutions (Kipf and Welling, ICLR 2017) in a {@link NodeStack} with ReLU. The published graph code has two versions,
 * {@code GCN} with two layers and {@code DeepGCN}; here both have any depth and differ in the names of their weights and in
 * whether a LayerNorm follows the norm by default.
 */
public enum Gcn implements GraphBackbone {
    /** The published {@code GCN}. */
    PLAIN(
            "gcn",
            LayerNames.numbered("gc"),
            "Graph convolutions with a norm between layers; the classic network at depth 2.",
            false),
    /** The published {@code DeepGCN}. */
    DEEP("deep-gcn", LayerNames.DEEP, "Graph convolutions in a deep stack with a norm after each.", true);

    private final String name;
    private final LayerNames names;
    private final String description;
    private final boolean layerNorm;

    Gcn(String name, LayerNames names, String description, boolean layerNorm) {
        this.name = name;
        this.names = names;
        this.description = description;
        this.layerNorm = layerNorm;
    }

    /** Lists both networks. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<Gcn> items() {
            return List.of(values());
        }
    }

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.BACKBONE, name, CatalogueEntry.GRAPH, description, NodeStack.parameters(layerNorm));
    }

    @Override
    public Builder prepare(TrialSpec spec, GraphInput input, Norm norm, TrainGraph graph) {
        Ops ops = graph.ops();
        NodeStack stack = new NodeStack(spec, input, norm, graph);
        Propagation propagation = new Propagation(ops, input.propagation(), spec.number("dropEdge"));
        int last = (int) spec.integer("depth") - 1;
        return pass -> {
            GraphConvolution convolution = new GraphConvolution(pass, propagation.of(pass));
            return stack.build(
                    pass,
                    in -> ops.nn.relu(in.get(0)),
                    (x, index, width) -> convolution.apply(x, names.of(index, index == last), width));
        };
    }
}
