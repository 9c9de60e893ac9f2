package dev.contranorm.zoo.tensor;

import dev.contranorm.zoo.tensor.Parameter.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** A TensorFlow graph under construction: its parameters by name, the step counter, and the trial's seed. */
public final class TrainGraph implements AutoCloseable {
    private final Graph graph;
    private final Ops ops;
    private final long seed;
    private final int lanes;
    private final Placeholder<TInt64> step;
    private final Map<String, Parameter> parameters;
    /** Of the names of a twin's weights. */
    private final String prefix;

    private final Optional<Role> twin;
    private final Map<Parameter, Operand<TFloat32>> moved = new LinkedHashMap<>();

    /**
     * @param seed decides initial values and all randomness of training
     */
    public TrainGraph(long seed) {
        this(seed, 1);
    }

    /**
     * @param seed decides initial values and all randomness of training
     * @param lanes how many independent chains of large operators may run side by side; no number depends on it
     */
    public TrainGraph(long seed, int lanes) {
        this.graph = new Graph();
        this.ops = Ops.create(graph);
        this.seed = seed;
        this.lanes = lanes;
        this.step = ops.withName("step").placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
        this.parameters = new LinkedHashMap<>();
        this.prefix = "";
        this.twin = Optional.empty();
    }

    private TrainGraph(TrainGraph of, String prefix, Role role) {
        this.graph = of.graph;
        this.ops = of.ops;
        this.seed = of.seed;
        this.lanes = of.lanes;
        this.step = of.step;
        this.parameters = of.parameters;
        this.prefix = prefix;
        this.twin = Optional.of(role);
    }

    /**
     * The same graph, in which the weights that a network asks for are others: named with a prefix, with a role of their own,
     * and with the initial values of the weights whose names they extend. Closing the graph itself is enough.
     */
    public TrainGraph twin(String prefix, Role role) {
        return new TrainGraph(this, prefix, role);
    }

    public Graph graph() {
        return graph;
    }

    public Ops ops() {
        return ops;
    }

    /** The optimizer step, 0-based, fed at every run. */
    public Placeholder<TInt64> step() {
        return step;
    }

    public long seed() {
        return seed;
    }

    /** How many independent chains of large operators may run side by side. */
    public int lanes() {
        return lanes;
    }

    /** The trained weight of this name, made at its first use. */
    public Parameter parameter(String name, Initialiser initialiser, long... shape) {
        return parameter(name, Role.TRAINED, initialiser, shape);
    }

    /** The statistic of this name, made at its first use: evaluated with, but moved by no gradient. */
    public Parameter statistic(String name, Initialiser initialiser, long... shape) {
        return parameter(name, Role.STATISTIC, initialiser, shape);
    }

    /** The training state of this name, made at its first use: saved for resuming, no part of the network. */
    public Parameter state(String name, Initialiser initialiser, long... shape) {
        return parameters.computeIfAbsent(name, key -> create(key, Role.STATE, siteSeed(key), initialiser, shape));
    }

    private Parameter parameter(String name, Role role, Initialiser initialiser, long[] shape) {
        return parameters.computeIfAbsent(
                prefix + name, key -> create(key, twin.orElse(role), siteSeed(name), initialiser, shape));
    }

    private Parameter create(String name, Role role, long initialSeed, Initialiser initialiser, long[] shape) {
        Shape tensorShape = Shape.of(shape);
        // Node names allow no slash; a graph tells equal ones apart by itself.
        String node = name.replaceAll("[^A-Za-z0-9_.-]", "_");
        Variable<TFloat32> variable = ops.withName("parameter." + node).variable(tensorShape, TFloat32.class);
        Placeholder<TFloat32> input =
                ops.withName("restore." + node).placeholder(TFloat32.class, Placeholder.shape(tensorShape));
        return new Parameter(name, role, shape, initialiser, initialSeed, variable, input, ops.assign(variable, input));
    }

    /**
     * Has a running value follow what a training pass sees, with every step of an optimizer that is added after it. Several
     * passes of one step move it one after the other, in the order in which they are built.
     *
     * @param running a statistic
     * @param now of the same shape
     * @param share by which it comes nearer
     */
    public void moveEveryStep(Parameter running, Operand<TFloat32> now, float share) {
        Operand<TFloat32> from = moved.getOrDefault(running, running.value());
        moved.put(running, ops.math.add(from, ops.math.mul(ops.math.sub(now, from), ops.constant(share))));
    }

    /** What an optimizer runs beside its updates; to be asked for once. */
    public List<Op> withEveryStep() {
        List<Op> moves = new ArrayList<>();
        moved.forEach((running, value) -> moves.add(ops.assign(running.variable(), value)));
        return moves;
    }

    /** All, in the order of first use. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    /** Everything that a checkpoint holds, in the order of first use. */
    public List<Parameter> saved() {
        return of(EnumSet.complementOf(EnumSet.of(Role.FROZEN)));
    }

    /** What an optimizer moves, in the order of first use. */
    public List<Parameter> trained() {
        return of(EnumSet.of(Role.TRAINED));
    }

    /** The network: trained weights and statistics, in the order of first use. */
    public List<Parameter> weights() {
        return of(EnumSet.of(Role.TRAINED, Role.STATISTIC));
    }

    /** What an evaluation may need: the network and its moving average, in the order of first use. */
    public List<Parameter> evaluated() {
        return of(EnumSet.of(Role.TRAINED, Role.STATISTIC, Role.AVERAGE));
    }

    /** What is loaded and never changed, in the order of first use. */
    public List<Parameter> frozen() {
        return of(EnumSet.of(Role.FROZEN));
    }

    private List<Parameter> of(Set<Role> roles) {
        return parameters.values().stream()
                .filter(parameter -> roles.contains(parameter.role()))
                .toList();
    }

    /** One seed for every (trial seed, site): SplitMix64 over the site's name. */
    long siteSeed(String site) {
        long hash = seed + 0x9E3779B97F4A7C15L;
        for (int k = 0; k < site.length(); k++) {
            hash = mix(hash ^ site.charAt(k));
        }
        return hash;
    }

    private static long mix(long value) {
        long z = value * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A source of random numbers that depends on (seed, site) alone; that of a parameter's name gives its initial values. */
    public SplittableRandom random(String site) {
        return new SplittableRandom(siteSeed(site));
    }

    /** U[0, 1) that depends on (seed, step, site) alone, so that a resumed trial draws what the unbroken one would have. */
    public Operand<TFloat32> uniform(String site, long... shape) {
        return uniform(site, ops.constant(shape));
    }

    /** As {@link #uniform(String, long...)} with a shape that is known when a step runs. */
    public Operand<TFloat32> uniform(String site, Operand<? extends TNumber> shape) {
        return uniform(ops, site, shape);
    }

    /**
     * As {@link #uniform(String, long...)}.
     *
     * @param when decides what is waited for before anything is drawn
     */
    Operand<TFloat32> uniform(Ops when, String site, Operand<? extends TNumber> shape) {
        return when.random.statelessRandomUniform(shape, key(when, site), TFloat32.class);
    }

    /** As {@link #uniform(Ops, String, Operand)}, but of all whole numbers of 64 bits: no two are equal in practice. */
    Operand<TInt64> wholeNumbers(Ops when, String site, long size) {
        return when.random.statelessRandomUniformFullInt(
                when.constant(new long[] {size}), key(when, site), TInt64.class);
    }

    private Operand<TInt64> key(Ops when, String site) {
        return when.stack(List.<Operand<TInt64>>of(when.constant(siteSeed(site)), step));
    }

    @Override
    public void close() {
        graph.close();
    }
}
