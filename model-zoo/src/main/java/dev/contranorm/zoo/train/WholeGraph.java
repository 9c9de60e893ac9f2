package dev.contranorm.zoo.train;

import dev.contranorm.zoo.backbone.Network;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** A network over one graph, all of whose nodes are in every step and every evaluation: a run needs no batch. */
record WholeGraph(
        NetworkState state,
        Operand<TFloat32> loss,
        Op update,
        Network evaluated,
        GraphProbe probe,
        GradientProbe gradients) {
    /** Takes one step; the loss before it. */
    double step(long step) {
        try (Result result = state.runner(step).fetch(loss).addTarget(update).run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    DepthMeasures depth() {
        DepthMeasures measures = new DepthMeasures();
        probe.measure(state, evaluated.layers(), measures);
        gradients.measure(state, measures);
        return measures;
    }
}
