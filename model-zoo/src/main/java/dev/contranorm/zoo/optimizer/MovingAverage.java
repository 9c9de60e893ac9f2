package dev.contranorm.zoo.optimizer;

import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/**
 * An exponential moving average of all trained weights (timm's {@code ModelEma}): after every step average ← average + (1 −
 * decay)·(weight − average).
 */
public final class MovingAverage {
    private static final String PREFIX = "ema/";

    private final TrainGraph network;
    private final Map<String, Parameter> weights;
    private final Op update;
    private final Op start;

    private MovingAverage(TrainGraph network, Map<String, Parameter> weights, Op update, Op start) {
        this.network = network;
        this.weights = weights;
        this.update = update;
        this.start = start;
    }

    /**
     * @param graph graph with the trained weights
     * @param step update of an optimizer
     */
    public static MovingAverage after(Op step, TrainGraph graph, double decay) {
        TrainGraph network = graph.twin(PREFIX, Parameter.Role.AVERAGE);
        Ops ops = graph.ops();
        Ops after = ops.withControlDependencies(List.of(step));
        Map<String, Parameter> averages = new LinkedHashMap<>();
        List<Op> updates = new ArrayList<>();
        List<Op> starts = new ArrayList<>();
        for (Parameter weight : graph.trained()) {
            Parameter average = network.parameter(weight.name(), weight.initialiser(), weight.shape());
            averages.put(weight.name(), average);
            updates.add(after.train.applyGradientDescent(
                    average.variable(),
                    ops.constant((float) (1 - decay)),
                    after.math.sub(average.value(), weight.value())));
            starts.add(ops.assign(average.variable(), weight.value()));
        }
        return new MovingAverage(
                network,
                averages,
                ops.withControlDependencies(updates).noOp(),
                ops.withControlDependencies(starts).noOp());
    }

    /** A graph in which networks use the averages as weights. */
    public TrainGraph network() {
        return network;
    }

    /** The averages by the names of their weights, in order of first use. */
    public Map<String, Parameter> weights() {
        return Collections.unmodifiableMap(weights);
    }

    /** The optimizer's update followed by the update of the averages. */
    public Op update() {
        return update;
    }

    /** Sets the averages to the weights, after weights are loaded. */
    public Op start() {
        return start;
    }
}
