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
 * RevGAT as published for ogbn-arxiv; defaults are those of the published script, with which, GIANT-XRT features and labels as
 * features, it has 1,304,912 parameters.
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
                        ParameterSpec.integer("depth", 2, 2, 1024, "Layers: first, last, reversible ones between."),
                        ParameterSpec.integer("hidden", 256, 1, 65536, "Width of a head."),
                        ParameterSpec.integer("heads", 3, 1, 1024, "Heads of all layers but the last."),
                        ParameterSpec.integer("groups", 2, 2, 64, "Groups of features that a block couples."),
                        ParameterSpec.flag("reversible", true, "Backward from outputs; false keeps activations."),
                        ParameterSpec.number("dropout", 0.75, 0, 0.999, "Share of hidden features dropped."),
                        ParameterSpec.number("inputDropout", 0.25, 0, 0.999, "Share of input features dropped."),
                        ParameterSpec.number("attentionDropout", 0, 0, 0.999, "Share of attention weights dropped."),
                        ParameterSpec.number("edgeDropout", 0.3, 0, 0.999, "Share of edges left out of a layer."),
                        ParameterSpec.flag("attentionOfTarget", false, "The attending node has scores too."),
                        ParameterSpec.flag("symmetricNorm", true, "Values are normalised by degrees."),
                        ParameterSpec.flag("labels", true, "Training labels are features."),
                        ParameterSpec.integer("labelIterations", 1, 0, 100, "Rounds with predictions as labels."),
                        ParameterSpec.number("maskRate", 0.5, 0, 1, "Share of training nodes that show their label."),
                        ParameterSpec.text(
                                "predictions",
                                "",
                                List.of(),
                                "Folder, beside the checkpoints, where the best epoch's logits are left for students."),
                        ParameterSpec.text(
                                "teacher",
                                "",
                                List.of(),
                                "Folder of a teacher's predictions: makes this trial its student."),
                        ParameterSpec.number("distillation.alpha", 0.95, 0, 1, "Weight of the teacher's loss."),
                        ParameterSpec.number("distillation.temperature", 0.7, 0.01, 1000, "T of its softmax."),
                        ParameterSpec.integer("epochs", 1000, 1, 1_000_000, "Epochs to train."),
                        ParameterSpec.number("optimizer.learningRate", 0.002, 0, 1000, "Learning rate of RMSprop."),
                        ParameterSpec.number("optimizer.weightDecay", 0, 0, 1000, "L2 factor added to gradients."),
                        ParameterSpec.integer(
                                "optimizer.warmupEpochs", 50, 0, 1_000_000, "Epochs of the rate's way up.")));
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
