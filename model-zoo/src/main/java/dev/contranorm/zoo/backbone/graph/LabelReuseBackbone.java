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
 * A network over one graph that is trained with labels as features (label reuse). Its features differ between passes, and one
 * step may have several passes.
 */
public interface LabelReuseBackbone extends Backbone {
    /** Adds passes to the graph. The first pass creates the parameters; later passes share them. */
    @FunctionalInterface
    interface Passes {
        /**
         * @param features n × width, including those of labels
         * @param name name of the pass within a step: passes with different names draw different random numbers
         */
        Network build(Pass pass, Operand<TFloat32> features, String name);
    }

    /**
     * Creates what all passes share.
     *
     * @param adjacency n × n; entry (i, j): node i attends to node j; values and loops are ignored
     * @param width number of features of a node, including those of its label
     * @throws InvalidTrialException if the shape is impossible
     */
    Passes prepare(TrialSpec spec, CsrMatrix adjacency, int width, int classes, Norm norm, TrainGraph graph);
}
