package dev.contranorm.zoo.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * One forward pass being built: either for training, with dropout and a {@link Tape}, or for evaluation, with neither. Both
 * passes of a network share the graph's parameters.
 */
public final class Pass {
    private final TrainGraph graph;
    private final Optional<Tape> tape;
    private final boolean dropout;

    private Pass(TrainGraph graph, Optional<Tape> tape, boolean dropout) {
        this.graph = graph;
        this.tape = tape;
        this.dropout = dropout;
    }

    /** A pass with dropout that can be differentiated. */
    public static Pass training(TrainGraph graph) {
        return new Pass(graph, Optional.of(new Tape(graph)), true);
    }

    /** A pass without dropout that cannot be differentiated. */
    public static Pass evaluation(TrainGraph graph) {
        return new Pass(graph, Optional.empty(), false);
    }

    public TrainGraph graph() {
        return graph;
    }

    public Ops ops() {
        return graph.ops();
    }

    /** Present in a training pass. */
    public Optional<Tape> tape() {
        return tape;
    }

    /** A piece of network made of ordinary TensorFlow operators. */
    @SafeVarargs
    public final Operand<TFloat32> segment(Tape.Segment body, Operand<TFloat32>... inputs) {
        List<Operand<TFloat32>> list = new ArrayList<>();
        for (Operand<TFloat32> input : inputs) {
            list.add(input);
        }
        return tape.isPresent() ? tape.get().segment(list, body) : body.apply(list);
    }

    /** A piece of network with its own backward; {@code backward} is called in a training pass only. */
    public Operand<TFloat32> custom(List<Operand<TFloat32>> inputs, Operand<TFloat32> output, Tape.Backward backward) {
        tape.ifPresent(recorder -> recorder.custom(inputs, output, backward));
        return output;
    }

    /**
     * Factors that are 0 with probability {@code rate} and 1/(1 − rate) otherwise; empty when nothing is dropped.
     *
     * @param site a name that is unique in the network
     */
    public Optional<Operand<TFloat32>> dropoutFactors(double rate, String site, long... shape) {
        return dropoutFactors(rate, site, ops().constant(shape));
    }

    /** As {@link #dropoutFactors(double, String, long...)} with a shape that is known when a step runs. */
    public Optional<Operand<TFloat32>> dropoutFactors(double rate, String site, Operand<? extends TNumber> shape) {
        if (!dropout || rate <= 0) {
            return Optional.empty();
        }
        Ops ops = ops();
        Operand<TFloat32> uniform = graph.uniform("dropout/" + site, shape);
        Operand<TFloat32> kept =
                ops.dtypes.cast(ops.math.greaterEqual(uniform, ops.constant((float) rate)), TFloat32.class);
        return Optional.of(ops.math.mul(kept, ops.constant((float) (1 / (1 - rate)))));
    }

    /** Inverted dropout on a tensor whose shape is known when a step runs. */
    public Operand<TFloat32> dropout(Operand<TFloat32> x, double rate, String site) {
        if (!dropout || rate <= 0) {
            return x;
        }
        Operand<TFloat32> factors = dropoutFactors(rate, site, ops().shape(x)).get();
        return custom(
                List.of(x),
                ops().math.mul(x, factors),
                gradient -> List.of(ops().math.mul(gradient, factors)));
    }

    /** Inverted dropout on a tensor of known shape. */
    public Operand<TFloat32> dropout(Operand<TFloat32> x, double rate, String site, long... shape) {
        return dropoutFactors(rate, site, shape)
                .map(factors -> segment(in -> ops().math.mul(in.get(0), factors), x))
                .orElse(x);
    }
}
