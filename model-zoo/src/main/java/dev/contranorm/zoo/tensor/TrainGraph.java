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
    private final int parallelTiles;
    private final Placeholder<TInt64> step;
    private final Map<String, Parameter> parameters;
    /** Prefix of the names of a twin's weights. */
    private final String prefix;

    private final Optional<Role> twin;
    private final Map<Parameter, Operand<TFloat32>> moved = new LinkedHashMap<>();

    /**
     * @param seed seed of the initial values and all randomness of training
     */
    public TrainGraph(long seed) {
        this(seed, 1);
    }

    /**
     * @param seed seed of the initial values and all randomness of training
     * @param parallelTiles how many independent chains of large operators, such as tiles, may run in parallel; no result
     *     depends on it
     */
    public TrainGraph(long seed, int parallelTiles) {
        this.graph = new Graph();
        this.ops = Ops.create(graph);
        this.seed = seed;
        this.parallelTiles = parallelTiles;
        this.step = ops.withName("step").placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
        this.parameters = new LinkedHashMap<>();
        this.prefix = "";
        this.twin = Optional.empty();
    }

    private TrainGraph(TrainGraph of, String prefix, Role role) {
        this.graph = of.graph;
        this.ops = of.ops;
        this.seed = of.seed;
        this.parallelTiles = of.parallelTiles;
        this.step = of.step;
        this.parameters = of.parameters;
        this.prefix = prefix;
        this.twin = Optional.of(role);
    }

    /**
     * The same graph with a second set of weights: their names have a prefix, they have their own role, and they start with the
     * initial values of the original weights. Closing the original graph is enough.
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

    /** How many independent chains of large operators may run in parallel. */
    public int parallelTiles() {
        return parallelTiles;
    }

    /** The trained weight of this name, created at its first use. */
    public Parameter parameter(String name, Initialiser initialiser, long... shape) {
        return parameter(name, Role.TRAINED, initialiser, shape);
    }

    /** The statistic of this name, created at its first use: used in evaluations, but without a gradient. */
    public Parameter statistic(String name, Initialiser initialiser, long... shape) {
        return parameter(name, Role.STATISTIC, initialiser, shape);
    }

    /** The training state of this name, created at its first use: saved for resuming, not part of the network. */
    public Parameter state(String name, Initialiser initialiser, long... shape) {
        return parameters.computeIfAbsent(name, key -> create(key, Role.STATE, siteSeed(key), initialiser, shape));
    }

    private Parameter parameter(String name, Role role, Initialiser initialiser, long[] shape) {
        return parameters.computeIfAbsent(
                prefix + name, key -> create(key, twin.orElse(role), siteSeed(name), initialiser, shape));
    }

    private Parameter create(String name, Role role, long initialSeed, Initialiser initialiser, long[] shape) {
        Shape tensorShape = Shape.of(shape);
        // Node names must not contain a slash; TensorFlow makes equal names unique.
        String node = name.replaceAll("[^A-Za-z0-9_.-]", "_");
        Variable<TFloat32> variable = ops.withName("parameter." + node).variable(tensorShape, TFloat32.class);
        Placeholder<TFloat32> input =
                ops.withName("restore." + node).placeholder(TFloat32.class, Placeholder.shape(tensorShape));
        return new Parameter(name, role, shape, initialiser, initialSeed, variable, input, ops.assign(variable, input));
    }

    /**
     * Updates a running value with a training pass's value, with every step of an optimizer that is added later. Several passes
     * of one step update it one after another, in the order in which they are built.
     *
     * @param running the statistic
     * @param now the current value, of the same shape
     * @param share fraction by which the running value moves towards it
     */
    public void moveEveryStep(Parameter running, Operand<TFloat32> now, float share) {
        Operand<TFloat32> from = moved.getOrDefault(running, running.value());
        moved.put(running, ops.math.add(from, ops.math.mul(ops.math.sub(now, from), ops.constant(share))));
    }

    /** The operations that an optimizer runs with its updates; call once. */
    public List<Op> withEveryStep() {
        List<Op> moves = new ArrayList<>();
        moved.forEach((running, value) -> moves.add(ops.assign(running.variable(), value)));
        return moves;
    }

    /** All parameters, in order of first use. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    /** The parameters in a checkpoint, in order of first use. */
    public List<Parameter> saved() {
        return of(EnumSet.complementOf(EnumSet.of(Role.FROZEN)));
    }

    /** The parameters that an optimizer updates, in order of first use. */
    public List<Parameter> trained() {
        return of(EnumSet.of(Role.TRAINED));
    }

    /** The network: trained weights and statistics, in order of first use. */
    public List<Parameter> weights() {
        return of(EnumSet.of(Role.TRAINED, Role.STATISTIC));
    }

    /** The parameters that an evaluation may need: the network and its moving average, in order of first use. */
    public List<Parameter> evaluated() {
        return of(EnumSet.of(Role.TRAINED, Role.STATISTIC, Role.AVERAGE));
    }

    /** The parameters that are loaded and never changed, in order of first use. */
    public List<Parameter> frozen() {
        return of(EnumSet.of(Role.FROZEN));
    }

    private List<Parameter> of(Set<Role> roles) {
        return parameters.values().stream()
                .filter(parameter -> roles.contains(parameter.role()))
                .toList();
    }

    /** A separate seed for every (trial seed, site): SplitMix64 over the site's name. */
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

    /** A random source that depends on (seed, site) alone; with a parameter's name as site it gives the initial values. */
    public SplittableRandom random(String site) {
        return new SplittableRandom(siteSeed(site));
    }

    /**
     * U[0, 1) that depends on (seed, step, site) alone, so that a resumed trial makes the same draws as an uninterrupted one.
     */
    public Operand<TFloat32> uniform(String site, long... shape) {
        return uniform(site, ops.constant(shape));
    }

    /** Like {@link #uniform(String, long...)} with a shape that is known only when a step runs. */
    public Operand<TFloat32> uniform(String site, Operand<? extends TNumber> shape) {
        return uniform(ops, site, shape);
    }

    /**
     * Like {@link #uniform(String, long...)}.
     *
     * @param when carries the control dependencies of the draw
     */
    Operand<TFloat32> uniform(Ops when, String site, Operand<? extends TNumber> shape) {
        return when.random.statelessRandomUniform(shape, key(when, site), TFloat32.class);
    }

    /** Like {@link #uniform(Ops, String, Operand)}, but uniform 64-bit integers, which are distinct in practice. */
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
