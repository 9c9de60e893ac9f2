package dev.contranorm.zoo.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * Builds one forward pass: either for training, with dropout and a {@link Tape}, or for evaluation, with neither. All passes of
 * a network share the graph's parameters.
 */
public final class Pass {
    private final TrainGraph graph;
    private final Ops ops;
    private final Optional<Tape> tape;
    private final boolean training;
    private final boolean first;
    private final String sites;

    private Pass(TrainGraph graph, Ops ops, Optional<Tape> tape, boolean training, boolean first, String sites) {
        this.graph = graph;
        this.ops = ops;
        this.tape = tape;
        this.training = training;
        this.first = first;
        this.sites = sites;
    }

    /** A pass with dropout that can be differentiated. */
    public static Pass training(TrainGraph graph) {
        return new Pass(graph, graph.ops(), Optional.of(new Tape(graph)), true, true, "");
    }

    /** A pass without dropout that cannot be differentiated. */
    public static Pass evaluation(TrainGraph graph) {
        return new Pass(graph, graph.ops(), Optional.empty(), false, true, "");
    }

    /** The same pass without differentiation: nothing is kept for a backward pass. */
    public Pass withoutTape() {
        return new Pass(graph, ops, Optional.empty(), training, first, sites);
    }

    /**
     * A training pass with its own tape, in which a part of this pass is built a second time with the same random numbers, for
     * a backward pass that recomputes instead of keeping.
     *
     * @param after control dependency of the rebuilt part; without it, the part would run, and be kept, right after the forward
     *     pass
     */
    public Pass again(List<Op> after) {
        Ops late = graph.ops().withControlDependencies(after);
        return new Pass(graph, late, Optional.of(new Tape(graph)), training, false, sites);
    }

    /**
     * The same pass for a second build of the same network, with different random numbers.
     *
     * @param prefix prefix of all its site names
     */
    public Pass withSites(String prefix) {
        return new Pass(graph, ops, tape, training, first, sites + prefix);
    }

    public TrainGraph graph() {
        return graph;
    }

    public Ops ops() {
        return ops;
    }

    /** Whether this is a training pass, with dropout and the statistics of the batch. */
    public boolean isTraining() {
        return training;
    }

    /** Whether this is the first build: a pass from {@link #again} does not update running statistics. */
    public boolean isFirst() {
        return first;
    }

    /** Present in a training pass. */
    public Optional<Tape> tape() {
        return tape;
    }

    /** A segment of the network that consists of ordinary TensorFlow operators. */
    @SafeVarargs
    public final Operand<TFloat32> segment(Tape.Segment body, Operand<TFloat32>... inputs) {
        List<Operand<TFloat32>> list = new ArrayList<>();
        for (Operand<TFloat32> input : inputs) {
            list.add(input);
        }
        return tape.isPresent() ? tape.get().segment(list, body) : body.apply(list);
    }

    /** A segment of the network with its own backward pass; {@code backward} is called in a training pass only. */
    public Operand<TFloat32> custom(List<Operand<TFloat32>> inputs, Operand<TFloat32> output, Tape.Backward backward) {
        tape.ifPresent(recorder -> recorder.custom(inputs, output, backward));
        return output;
    }

    /**
     * Factors that are 0 with probability {@code rate} and 1/(1 − rate) otherwise; empty without dropout.
     *
     * @param site site name, unique in the network
     */
    public Optional<Operand<TFloat32>> dropoutFactors(double rate, String site, long... shape) {
        return dropoutFactors(rate, site, ops().constant(shape));
    }

    /** Like {@link #dropoutFactors(double, String, long...)} with a shape that is known only when a step runs. */
    public Optional<Operand<TFloat32>> dropoutFactors(double rate, String site, Operand<? extends TNumber> shape) {
        if (!training || rate <= 0) {
            return Optional.empty();
        }
        Operand<TFloat32> uniform = graph.uniform(ops, "dropout/" + sites + site, shape);
        Operand<TFloat32> kept =
                ops.dtypes.cast(ops.math.greaterEqual(uniform, ops.constant((float) rate)), TFloat32.class);
        return Optional.of(ops.math.mul(kept, ops.constant((float) (1 / (1 - rate)))));
    }

    /**
     * 64-bit integers, uniformly distributed.
     *
     * @param after control dependency of the draw
     * @param site site name, unique in the network
     */
    public Operand<TInt64> wholeNumbers(Op after, String site, long size) {
        return graph.wholeNumbers(ops.withControlDependencies(after), sites + site, size);
    }

    /** Inverted dropout on a tensor whose shape is known only when a step runs. */
    public Operand<TFloat32> dropout(Operand<TFloat32> x, double rate, String site) {
        if (!training || rate <= 0) {
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
