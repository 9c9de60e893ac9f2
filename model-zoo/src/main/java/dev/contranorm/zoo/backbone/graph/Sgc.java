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
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * SGC of the published graph code: the features propagated depth times with a norm after each, optionally a norm before the
 * first, then dropout and one linear layer. Propagation is on the dense features, n × f.
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
                        ParameterSpec.number("dropout", 0.6, 0, 0.999, "Share of the linear layer's input dropped."),
                        ParameterSpec.flag("initialNorm", false, "A norm before the first propagation too."),
                        ParameterSpec.flag("layerNorm", false, "An affine LayerNorm after each norm.")));
    }

    @Override
    public Builder prepare(TrialSpec spec, GraphInput input, Norm norm, TrainGraph graph) {
        Ops ops = graph.ops();
        int width = input.features().columns();
        Operand<TFloat32> features = ops.constant(
                Shape.of(input.nodes(), width), DataBuffers.of(input.features().toDense()));
        SparseMatrix propagation = new SparseMatrix(ops, input.propagation());
        NeighbourMask mask = new NeighbourMask(ops, input.neighbours());
        return pass -> {
            NormSite site = new NormSite(pass, spec, input.nodes(), width, Optional.of(mask));
            return build(spec, input, norm, features, propagation, site);
        };
    }

    private static Network build(
            TrialSpec spec,
            GraphInput input,
            Norm norm,
            Operand<TFloat32> features,
            SparseMatrix propagation,
            NormSite site) {
        Pass pass = site.pass();
        Ops ops = pass.ops();
        int width = site.width();
        boolean layerNorm = spec.flag("layerNorm");
        List<Operand<TFloat32>> layers = new ArrayList<>();
        Operand<TFloat32> x = features;
        if (spec.flag("initialNorm")) {
            x = norm.apply(site, x);
            x = layerNorm ? LayerNorm.apply(pass, "initial_layer_norm", x, width, LayerNorm.TORCH_EPSILON) : x;
        }
        for (int layer = 0; layer < spec.integer("depth"); layer++) {
            x = propagation.product(pass, propagation.values(), x);
            x = norm.apply(site, x);
            x = layerNorm ? LayerNorm.apply(pass, "layer_norm", x, width, LayerNorm.TORCH_EPSILON) : x;
            layers.add(x);
        }
        x = pass.dropout(x, spec.number("dropout"), "linear", input.nodes(), width);
        Initialiser initialiser = Initialiser.uniform(1 / Math.sqrt(width));
        TrainGraph graph = pass.graph();
        Operand<TFloat32> weight = graph.parameter("linear.weight", initialiser, input.classes(), width)
                .value();
        Operand<TFloat32> bias =
                graph.parameter("linear.bias", initialiser, input.classes()).value();
        Operand<TFloat32> logits = pass.segment(
                in -> ops.math.add(ops.linalg.matMul(in.get(0), in.get(1), MatMul.transposeB(true)), in.get(2)),
                x,
                weight,
                bias);
        layers.add(logits);
        return new Network(logits, layers);
    }
}
