package dev.contranorm.zoo.backbone.graph;

import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.TrialSpec;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A network over one graph that is trained with labels as features (label reuse): it is built for features that change from
 * pass to pass, and in several passes of one step.
 */
public interface LabelReuseBackbone extends Backbone {
    /** Adds passes to the graph; parameters are made at the first and shared with the next. */
    @FunctionalInterface
    interface Passes {
        /**
         * @param features n × width, those of labels included
         * @param name of the pass among those of a step: passes with different names draw different random numbers
         */
        Network build(Pass pass, Operand<TFloat32> features, String name);
    }

    /**
     * Makes what all passes share.
     *
     * @param adjacency n × n; entry (i, j): node i looks at node j; values and loops do not count
     * @param width features of a node, those of its label included
     * @throws InvalidTrialException when the shape is impossible
     */
    Passes prepare(TrialSpec spec, CsrMatrix adjacency, int width, int classes, Norm norm, TrainGraph graph);
}
