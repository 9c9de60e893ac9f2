package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.TrialSpec;

/** A network over all nodes of one graph at once. */
public interface GraphBackbone extends Backbone {
    /**
     * Creates what all passes share (constants of the graph).
     *
     * @return a builder that adds one pass of the network; its logits are nodes × classes
     */
    Builder prepare(TrialSpec spec, GraphInput input, Norm norm, TrainGraph graph);
}
