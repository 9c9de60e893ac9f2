package dev.contranorm.zoo.train.graph;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.task.DepthMeasures;
import dev.contranorm.zoo.train.task.ExportableTask;
import dev.contranorm.zoo.train.task.GradientProbe;
import dev.contranorm.zoo.train.task.NetworkState;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A network over one graph; every step and every evaluation uses all nodes, so a run needs no batch. */
record WholeGraph(
        NetworkState state,
        Operand<TFloat32> loss,
        Op update,
        Network evaluated,
        GraphProbe probe,
        GradientProbe gradients) {
    /** Runs one step and returns the loss before it. */
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

    /** The logits, nodes × classes, row-major. */
    float[] logits() {
        try (Result result = state.runner().fetch(evaluated.logits()).run()) {
            return TrainSession.floats(result.get(0));
        }
    }

    /**
     * The network as other programs see it: it contains its graph, and the inputs are indices of nodes.
     *
     * @param features placeholder of the features of all nodes, if they are fed
     */
    ExportableTask.Presentation presentation(
            SortedMap<String, Object> config, Ops ops, Optional<Operand<TFloat32>> features) {
        Operand<TInt32> nodes = ops.withName("nodes").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        Map<String, Operand<?>> inputs = new TreeMap<>(Map.of("nodes", nodes));
        features.ifPresent(fed -> inputs.put("features", fed));
        return new ExportableTask.Presentation(
                config,
                state.weights(),
                new ExportableTask.Serving.Signature(
                        inputs, Map.of("logits", ops.gather(evaluated.logits(), nodes, ops.constant(0)))),
                Optional.empty());
    }
}
