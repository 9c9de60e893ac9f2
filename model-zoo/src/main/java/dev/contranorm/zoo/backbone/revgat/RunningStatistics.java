package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.TrainGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the forward passes of a step saw of each BatchNorm's input, and one update of the running values by it. A second
 * building of a piece of network, in a backward that recomputes, tells nothing: else its statistics would count twice.
 */
public final class RunningStatistics {
    /** PyTorch's {@code momentum}: the share of what is new. */
    private static final float NEW = 0.1f;

    private final Map<Parameter, List<Operand<TFloat32>>> seen = new LinkedHashMap<>();

    /**
     * @param running what follows the values
     * @param value of the same shape, of this pass
     */
    void add(Parameter running, Operand<TFloat32> value) {
        seen.computeIfAbsent(running, key -> new ArrayList<>()).add(value);
    }

    /** Moves every running value by each pass's in turn; to be run once a step. */
    public Op update(TrainGraph graph) {
        Ops ops = graph.ops();
        List<Op> updates = new ArrayList<>();
        seen.forEach((running, values) -> {
            Operand<TFloat32> moved = running.value();
            for (Operand<TFloat32> value : values) {
                moved = ops.math.add(
                        ops.math.mul(moved, ops.constant(1 - NEW)), ops.math.mul(value, ops.constant(NEW)));
            }
            updates.add(ops.assign(running.variable(), moved));
        });
        return ops.withControlDependencies(updates).noOp();
    }
}
