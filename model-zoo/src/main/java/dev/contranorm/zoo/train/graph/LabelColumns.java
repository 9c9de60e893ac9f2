package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.backbone.graph.LabelReuseBackbone;
import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Label reuse (Wang et al., 2021, "Bag of Tricks for Node Classification"): the label of a node is appended to its features if
 * it is shown; in further rounds the network's prediction of the previous round is appended for nodes whose label is predicted.
 *
 * @param features n × f
 * @param labels n × classes, one-hot
 * @param rounds number of rounds with predictions after the first
 */
record LabelColumns(
        LabelReuseBackbone.Passes network,
        Operand<TFloat32> features,
        Operand<TFloat32> labels,
        boolean used,
        int rounds) {
    /**
     * Adds all rounds to the graph; only the last is differentiated.
     *
     * @param shown 1 for nodes whose label is shown, n × 1
     * @param guessed 1 for nodes whose label is predicted, n × 1; no node is both
     * @return the last round
     */
    Network build(Pass pass, Operand<TFloat32> shown, Operand<TFloat32> guessed) {
        Ops ops = pass.ops();
        if (!used) {
            return network.build(pass, features, "labelled");
        }
        Operand<TFloat32> known = ops.math.mul(labels, shown);
        Operand<TFloat32> columns = known;
        for (int round = 0; round < rounds; round++) {
            Network guess = network.build(pass.withoutTape(), input(ops, columns), "round." + round);
            columns = ops.math.add(known, ops.math.mul(ops.nn.softmax(guess.logits()), guessed));
        }
        return network.build(pass, input(ops, columns), "labelled");
    }

    private Operand<TFloat32> input(Ops ops, Operand<TFloat32> columns) {
        return ops.concat(List.of(features, columns), ops.constant(1));
    }
}
