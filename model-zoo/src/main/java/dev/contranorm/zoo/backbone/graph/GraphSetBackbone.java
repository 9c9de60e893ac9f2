package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.TrialSpec;

/** A network over many graphs, one batch per step. */
public interface GraphSetBackbone extends Backbone {
    /**
     * Creates what all passes share.
     *
     * @return a builder that adds one pass of the network; its logits are graphs × classes, its layers nodes × width
     */
    Builder prepare(TrialSpec spec, GraphBatchInput input, Norm norm, TrainGraph graph);
}
