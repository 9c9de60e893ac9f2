package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.TrialSpec;

/** A network over many graphs, a batch of them at a step. */
public interface GraphSetBackbone extends Backbone {
    /**
     * Makes what all passes share, to be built on once per pass.
     *
     * @return adds one pass of the network; its logits are graphs × classes, its layers nodes × width
     */
    Builder prepare(TrialSpec spec, GraphBatchInput input, Norm norm, TrainGraph graph);
}
