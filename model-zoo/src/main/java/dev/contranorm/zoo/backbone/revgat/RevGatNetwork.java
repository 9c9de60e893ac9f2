package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.backbone.graph.LabelReuseBackbone;
import dev.contranorm.zoo.data.graph.GraphPreprocessing;
import dev.contranorm.zoo.norm.BatchNorm;
import dev.contranorm.zoo.norm.NeighbourMask;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.norm.NormSite;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A RevGAT in a TensorFlow graph: input dropout, a convolution and a norm; reversible layers with a norm after each; BatchNorm,
 * ReLU, dropout, the last convolution with one head, a bias.
 */
public final class RevGatNetwork implements LabelReuseBackbone.Passes {
    private final TrialSpec spec;
    private final RevGatShape shape;
    private final Norm norm;
    private final int nodes;
    private final int classes;
    private final Optional<NeighbourMask> mask;
    private final GatConvolution first;
    private final ReversibleLayers trunk;
    private final FeatureGroups groups;
    private final GatConvolution last;

    RevGatNetwork(TrialSpec spec, RevGatShape shape, RevGatInput input, Norm norm, TrainGraph graph) {
        this.spec = spec;
        this.shape = shape;
        this.norm = norm;
        this.nodes = input.adjacency().rows();
        this.classes = input.classes();
        this.mask = norm.usesNeighbours()
                ? Optional.of(new NeighbourMask(graph.ops(), GraphPreprocessing.addSelfLoops(input.adjacency())))
                : Optional.empty();
        this.groups = new FeatureGroups(shape.groups(), shape.width() / shape.groups());
        AttentionEdges edges = AttentionEdges.of(graph.ops(), input.adjacency());
        this.first = convolution("convs.0", "convs.0", input.width(), shape.heads(), shape.hidden(), edges);
        this.trunk = new ReversibleLayers(
                IntStream.range(1, shape.depth() - 1)
                        .mapToObj(layer -> coupling(layer, edges))
                        .toList(),
                norm,
                (pass, layer) -> site(pass, layer + 1));
        String lastName = "convs." + (shape.depth() - 1);
        this.last = convolution(lastName, lastName, shape.width(), 1, classes, edges);
    }

    private GatConvolution convolution(
            String name, String startsAs, int in, int heads, int width, AttentionEdges edges) {
        return new GatConvolution(name, startsAs, in, heads, width, shape, edges);
    }

    private Coupling coupling(int layer, AttentionEdges edges) {
        List<ReversibleBlock> blocks = new ArrayList<>();
        int width = shape.hidden() / shape.groups();
        for (int k = 0; k < shape.groups(); k++) {
            String name = "convs." + layer + "._fn.Fms.";
            blocks.add(new ReversibleBlock(
                    name + k + ".norm",
                    convolution(name + k + ".conv", name + "0.conv", groups.width(), shape.heads(), width, edges)));
        }
        return new Coupling(groups, blocks, "convs." + layer);
    }

    private NormSite site(Pass pass, int layer) {
        return new NormSite(pass, spec, nodes, shape.width(), mask, "norms." + layer);
    }

    @Override
    public Network build(Pass pass, Operand<TFloat32> features, String name) {
        Ops ops = pass.ops();
        String draws = name + "/";
        List<Operand<TFloat32>> layers = new ArrayList<>();
        Operand<TFloat32> x = pass.dropout(features, shape.dropout().input(), draws + "input");
        x = first.apply(pass, x, draws + "convs.0", draws);
        x = norm.apply(site(pass, 0), x);
        layers.add(x);
        Optional<List<Operand<TFloat32>>> masks = pass.dropoutFactors(
                        shape.dropout().features(), draws + "shared", ops.shape(x))
                .map(factors -> groups.split(ops, factors));
        Coupling.Shared shared = new Coupling.Shared(masks, draws);
        boolean reversible = shape.reversible() && pass.tape().isPresent();
        x = reversible ? trunk.reversible(pass, x, shared, layers) : trunk.plain(pass, x, shared, layers);
        x = BatchNorm.apply(pass, "norm", shape.width(), x);
        x = pass.segment(in -> ops.nn.relu(in.get(0)), x);
        x = pass.dropout(x, shape.dropout().features(), draws + "last");
        x = last.apply(pass, x, draws + "convs." + (shape.depth() - 1), draws);
        Operand<TFloat32> bias = pass.graph()
                .parameter("bias_last.bias", Initialiser.constant(0), classes)
                .value();
        Operand<TFloat32> logits = pass.segment(in -> ops.math.add(in.get(0), in.get(1)), x, bias);
        layers.add(logits);
        return new Network(logits, layers);
    }
}
