package dev.contranorm.zoo.backbone;

import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;

/** A network of the catalogue. Implementations are stateless. */
public interface Backbone extends CatalogueItem {
    /**
     * Makes what all passes share (constants of the graph), to be built on once per pass.
     *
     * @return adds one pass of the network
     */
    Builder prepare(TrialSpec spec, GraphInput input, Norm norm, dev.contranorm.zoo.tensor.TrainGraph graph);

    /** Adds a pass to the graph; parameters are made at the first and shared with the next. */
    @FunctionalInterface
    interface Builder {
        Network build(Pass pass);
    }
}
