package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.TrialSpec;

/** A network over the nodes of one graph, all of them at once. */
public interface GraphBackbone extends Backbone {
    /**
     * Makes what all passes share (constants of the graph), to be built on once per pass.
     *
     * @return adds one pass of the network; its logits are nodes × classes
     */
    Builder prepare(TrialSpec spec, GraphInput input, Norm norm, TrainGraph graph);
}
