package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.layer.EdgeAttention;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.ParameterRule;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.Problem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Graph attention (Veličković et al., ICLR 2018) in a {@link NodeStack} with ELU. The published graph code has two versions,
 * {@code GAT} with two layers and {@code DeepGAT}; here both have any depth and differ in the names of their weights. The
 * published code calls the norm without the adjacency, so ContraNorm cannot run there; here the norm receives it.
 */
public enum Gat implements GraphBackbone {
    /** The published {@code GAT}. */
    PLAIN(
            "gat",
            LayerNames.numbered("gac"),
            "Graph attention with a norm between layers; the classic network at depth 2."),
    /** The published {@code DeepGAT}. */
    DEEP("deep-gat", LayerNames.DEEP, "Graph attention in a deep stack with a norm after each layer.");

    private static final String CONCAT = "concat";
    private static final ParameterRule SHARED =
            ParameterRule.multiple("hidden", "heads", "change one of them, or average the heads with merge: mean");

    private final String name;
    private final LayerNames names;
    private final String description;

    Gat(String name, LayerNames names, String description) {
        this.name = name;
        this.names = names;
        this.description = description;
    }

    /** Lists both networks. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<Gat> items() {
            return List.of(values());
        }
    }

    @Override
    public CatalogueEntry entry() {
        List<ParameterSpec> parameters = new ArrayList<>(NodeStack.parameters(false));
        parameters.add(ParameterSpec.integer("heads", 1, 1, 1024, "Number of attention heads of a hidden layer."));
        parameters.add(ParameterSpec.text(
                "merge",
                CONCAT,
                List.of(CONCAT, "mean"),
                "concat: the heads share hidden, which must be a multiple of heads; mean: each head has the"
                        + " full width."));
        parameters.add(ParameterSpec.integer(
                "outputHeads", 1, 1, 1024, "Number of heads of the output layer; their outputs are averaged."));
        parameters.add(ParameterSpec.number("slope", 0.2, 0, 1, "Slope of the LeakyReLU for negative inputs."));
        parameters.add(ParameterSpec.number(
                "attentionDropout",
                0.6,
                0,
                0.999,
                "Dropout rate of attention weights; the published code uses dropout."));
        return new CatalogueEntry(CatalogueEntry.Kind.BACKBONE, name, CatalogueEntry.GRAPH, description, parameters)
                .ruled(List.of(Gat::headsShareTheWidth));
    }

    private static Optional<Problem> headsShareTheWidth(TrialSpec spec) {
        return concatenates(spec) ? SHARED.check(spec) : Optional.empty();
    }

    private static boolean concatenates(TrialSpec spec) {
        return spec.text("merge").equals(CONCAT);
    }

    @Override
    public Builder prepare(TrialSpec spec, GraphInput input, Norm norm, TrainGraph graph) {
        Ops ops = graph.ops();
        boolean concat = concatenates(spec);
        int heads = (int) spec.integer("heads");
        NodeStack stack = new NodeStack(spec, input, norm, graph);
        EdgeAttention edges = new EdgeAttention(ops, input.propagation());
        EdgeDrop drop = new EdgeDrop(ops, input.propagation(), spec.number("dropEdge"));
        int last = (int) spec.integer("depth") - 1;
        return pass -> {
            GraphAttention attention = new GraphAttention(
                    pass, edges, column(pass, drop), spec.number("slope"), spec.number("attentionDropout"));
            return stack.build(pass, in -> ops.nn.elu(in.get(0)), (x, index, width) -> {
                String published = names.of(index, index == last);
                return index == last
                        ? attention.averaged(x, published, (int) spec.integer("outputHeads"), width)
                        : concat
                                ? attention.concatenated(x, published, heads, width)
                                : attention.averaged(x, published, heads, width);
            });
        };
    }

    private static Optional<Operand<TFloat32>> column(Pass pass, EdgeDrop drop) {
        return drop.kept(pass)
                .map(kept -> pass.ops().expandDims(kept, pass.ops().constant(1)));
    }
}
