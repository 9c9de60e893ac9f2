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
 * One forward pass being built: either for training, with dropout and a {@link Tape}, or for evaluation, with neither. Both
 * passes of a network share the graph's parameters.
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

    /** The same pass, but what is built in it cannot be differentiated: nothing is kept for a backward. */
    public Pass withoutTape() {
        return new Pass(graph, ops, Optional.empty(), training, first, sites);
    }

    /**
     * A training pass with a tape of its own in which a piece of this one is built a second time, with the same random
     * numbers: a backward that recomputes instead of keeping.
     *
     * @param after what everything in it waits for; else it would run, and be kept, right after the forward
     */
    public Pass again(List<Op> after) {
        Ops late = graph.ops().withControlDependencies(after);
        return new Pass(graph, late, Optional.of(new Tape(graph)), training, false, sites);
    }

    /**
     * The same pass for a second build of the same network: it has random numbers of its own.
     *
     * @param prefix of the names of all its sites
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

    /** Whether there is dropout, and statistics are those of the batch. */
    public boolean isTraining() {
        return training;
    }

    /** Whether this is built for the first time: what {@link #again} builds moves no running statistics. */
    public boolean isFirst() {
        return first;
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
        if (!training || rate <= 0) {
            return Optional.empty();
        }
        Operand<TFloat32> uniform = graph.uniform(ops, "dropout/" + sites + site, shape);
        Operand<TFloat32> kept =
                ops.dtypes.cast(ops.math.greaterEqual(uniform, ops.constant((float) rate)), TFloat32.class);
        return Optional.of(ops.math.mul(kept, ops.constant((float) (1 / (1 - rate)))));
    }

    /**
     * Whole numbers of 64 bits, drawn evenly from all of them.
     *
     * @param after what is waited for before they are drawn
     * @param site a name that is unique in the network
     */
    public Operand<TInt64> wholeNumbers(Op after, String site, long size) {
        return graph.wholeNumbers(ops.withControlDependencies(after), sites + site, size);
    }

    /** Inverted dropout on a tensor whose shape is known when a step runs. */
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
