package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.backbone.graph.LabelReuseBackbone;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;

/**
 * RevGAT as published for ogbn-arxiv. The defaults are those of the published script; with GIANT-XRT features and labels as
 * features the network has 1,304,912 parameters.
 */
public final class RevGat implements LabelReuseBackbone {
    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.BACKBONE,
                "rev-gat",
                CatalogueEntry.GRAPH,
                "RevGAT: graph attention in reversible blocks, with labels as features and a teacher.",
                List.of(
                        ParameterSpec.integer(
                                "depth",
                                2,
                                2,
                                1024,
                                "Number of layers: the first, the last, and the reversible ones between."),
                        ParameterSpec.integer("hidden", 256, 1, 65536, "Width of a head."),
                        ParameterSpec.integer("heads", 3, 1, 1024, "Number of heads of all layers but the last."),
                        ParameterSpec.integer("groups", 2, 2, 64, "Number of feature groups that a block couples."),
                        ParameterSpec.flag(
                                "reversible",
                                true,
                                "Recompute activations from the outputs in the backward pass; false keeps them."),
                        ParameterSpec.number("dropout", 0.75, 0, 0.999, "Dropout rate of hidden features."),
                        ParameterSpec.number("inputDropout", 0.25, 0, 0.999, "Dropout rate of input features."),
                        ParameterSpec.number("attentionDropout", 0, 0, 0.999, "Dropout rate of attention weights."),
                        ParameterSpec.number("edgeDropout", 0.3, 0, 0.999, "Fraction of edges dropped in a layer."),
                        ParameterSpec.flag("attentionOfTarget", false, "Add a score of the attending node."),
                        ParameterSpec.flag("symmetricNorm", true, "Normalise values by node degrees."),
                        ParameterSpec.flag("labels", true, "Use training labels as features."),
                        ParameterSpec.integer(
                                "labelIterations", 1, 0, 100, "Number of further rounds with predictions as labels."),
                        ParameterSpec.number("maskRate", 0.5, 0, 1, "Fraction of training nodes whose label is shown."),
                        ParameterSpec.text(
                                "predictions",
                                "",
                                List.of(),
                                "Folder beside the checkpoints in which to store the best epoch's logits for"
                                        + " students."),
                        ParameterSpec.text(
                                "teacher",
                                "",
                                List.of(),
                                "Folder with a teacher's predictions, from which this trial learns."),
                        ParameterSpec.number("distillation.alpha", 0.95, 0, 1, "Weight of the teacher's loss."),
                        ParameterSpec.number(
                                "distillation.temperature", 0.7, 0.01, 1000, "Temperature T of the softmax."),
                        ParameterSpec.integer("epochs", 1000, 1, 1_000_000, "Number of training epochs."),
                        ParameterSpec.number("optimizer.learningRate", 0.002, 0, 1000, "Learning rate of RMSprop."),
                        ParameterSpec.number("optimizer.weightDecay", 0, 0, 1000, "L2 factor added to gradients."),
                        ParameterSpec.integer(
                                "optimizer.warmupEpochs",
                                50,
                                0,
                                1_000_000,
                                "Number of epochs over which the learning rate rises.")));
    }

    @Override
    public RevGatNetwork prepare(
            TrialSpec spec, CsrMatrix adjacency, int width, int classes, Norm norm, TrainGraph graph) {
        return prepare(spec, new RevGatInput(adjacency, width, classes), norm, graph);
    }

    RevGatNetwork prepare(TrialSpec spec, RevGatInput input, Norm norm, TrainGraph graph) {
        return new RevGatNetwork(spec, RevGatShape.of(spec), input, norm, graph);
    }
}
