package dev.contranorm.zoo.tensor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A session on a finished graph with a fixed number of threads; parameters start at their initial values. */
public final class TrainSession implements AutoCloseable {
    /** The number of values assigned in one run. */
    private static final int PORTION = 16_000_000;

    /** The number of values above which their arrays are collected after assignment. */
    private static final int MANY = 4_000_000;

    /**
     * The maximum size of folded constants in bytes. TensorFlow folds sizes and similar small values; a large value would be
     * stored once per use.
     */
    private static final long LARGEST_FOLDED = 4096;

    private final TrainGraph graph;
    private final Session session;
    private final Map<List<String>, ParameterFiles> files = new HashMap<>();

    /**
     * Creates a session for networks of large operators.
     *
     * @param threads threads inside an operator; operators run one after another, so the summation order is fixed
     */
    public TrainSession(TrainGraph graph, int threads) {
        this(graph, threads, 1);
    }

    /**
     * Creates a session for a network of two halves that run in parallel, each with half of the threads inside its operators.
     */
    public static TrainSession ofHalves(TrainGraph graph, int threads) {
        return new TrainSession(graph, Math.max(1, threads / 2), Math.min(2, threads));
    }

    /**
     * Creates a session for networks of small operators: each runs in one thread, and as many run in parallel as the graph
     * allows.
     */
    public static TrainSession ofSmallOperators(TrainGraph graph) {
        return new TrainSession(graph, 1, graph.parallelTiles());
    }

    /**
     * @param insideOperators threads inside an operator; TensorFlow uses the first session's value for the whole process,
     *     unless {@code TF_OVERRIDE_GLOBAL_THREADPOOL=1} is in the environment
     */
    private TrainSession(TrainGraph graph, int insideOperators, int sideBySide) {
        NativeHeap.settle();
        this.graph = graph;
        ConfigProto.Builder config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(insideOperators)
                .setInterOpParallelismThreads(sideBySide)
                .setUsePerSessionThreads(sideBySide > 1)
                // An idle thread sleeps: operators arrive too slowly for spinning to pay off.
                .setExperimental(ConfigProto.Experimental.newBuilder().setDisableThreadSpinning(true))
                // The rewriter folds constants into larger graphs and reorders operators, which gains nothing here.
                .setGraphOptions(GraphOptions.newBuilder()
                        .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true))
                        .setOptimizerOptions(
                                OptimizerOptions.newBuilder().setMaxFoldedConstantInBytes(LARGEST_FOLDED)));
        this.session = new Session(graph.graph(), config.build());
        fillConstants();
        List<Parameter> drawn = graph.parameters().stream()
                .filter(parameter -> !(parameter.initialiser() instanceof Initialiser.Constant))
                .toList();
        assign(drawn, Parameter::initial);
        collect(drawn);
    }

    /** Without a collection, arrays with the values of a large network would fill the heap and stay with the process. */
    private static void collect(List<Parameter> assigned) {
        if (assigned.stream().mapToLong(Parameter::size).sum() > MANY) {
            System.gc();
        }
    }

    /** Starts a run with the step fed. The caller fetches, runs and closes. */
    public Session.Runner runner(long step, TInt64 stepTensor) {
        stepTensor.setLong(step);
        return session.runner().feed(graph.step(), stepTensor);
    }

    public Session session() {
        return session;
    }

    /**
     * Assigns values to parameters.
     *
     * @throws IllegalArgumentException if a name is unknown or a length differs
     */
    public void assign(Map<String, float[]> values) {
        List<Parameter> named = graph.parameters().stream()
                .filter(parameter -> values.containsKey(parameter.name()))
                .toList();
        assign(named, parameter -> values.get(parameter.name()));
    }

    /**
     * Assigns in portions: every new kind of run costs a traversal of the graph, and all values at once would fill the memory.
     */
    private void assign(List<Parameter> parameters, Function<Parameter, float[]> values) {
        int next = 0;
        while (next < parameters.size()) {
            Session.Runner runner = session.runner();
            List<TFloat32> fed = new ArrayList<>();
            try {
                int size = 0;
                while (next < parameters.size() && (fed.isEmpty() || size < PORTION)) {
                    Parameter parameter = parameters.get(next++);
                    TFloat32 tensor = tensor(parameter, values.apply(parameter));
                    fed.add(tensor);
                    runner.feed(parameter.input(), tensor).addTarget(parameter.assign());
                    size += parameter.size();
                }
                runner.run().close();
            } finally {
                fed.forEach(TFloat32::close);
            }
        }
    }

    private static TFloat32 tensor(Parameter parameter, float[] value) {
        Shape shape = Shape.of(parameter.shape());
        if (value.length != parameter.size()) {
            throw new IllegalArgumentException(parameter.name() + ": " + value.length + " values for shape " + shape);
        }
        return TFloat32.tensorOf(shape, DataBuffers.of(value));
    }

    private void fillConstants() {
        Ops ops = graph.ops();
        List<Op> fills = new ArrayList<>();
        for (Parameter parameter : graph.parameters()) {
            if (parameter.initialiser() instanceof Initialiser.Constant constant) {
                fills.add(ops.assign(
                        parameter.variable(),
                        ops.fill(ops.constant(parameter.shape()), ops.constant(constant.value()))));
            }
        }
        session.runner()
                .addTarget(ops.withControlDependencies(fills).noOp())
                .run()
                .close();
    }

    /**
     * Writes parameters in TensorFlow's V2 checkpoint format: {@code <prefix>.index} and {@code <prefix>.data-…}.
     *
     * @throws org.tensorflow.exceptions.TensorFlowException if the files cannot be written
     */
    public void save(Path prefix, List<Parameter> parameters) {
        files(parameters).save(session, prefix);
    }

    /** Restores the parameters that {@link #save} wrote. */
    public void restore(Path prefix, List<Parameter> parameters) {
        files(parameters).restore(session, prefix);
    }

    private ParameterFiles files(List<Parameter> parameters) {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        return files.computeIfAbsent(names, key -> new ParameterFiles(graph.ops(), parameters));
    }

    /** The current value of every parameter by name, row-major. */
    public Map<String, float[]> values() {
        Session.Runner runner = session.runner();
        graph.parameters().forEach(parameter -> runner.fetch(parameter.value()));
        Map<String, float[]> values = new TreeMap<>();
        try (var result = runner.run()) {
            int index = 0;
            for (Parameter parameter : graph.parameters()) {
                values.put(parameter.name(), floats(result.get(index++)));
            }
        }
        return values;
    }

    /** The current value of one parameter, row-major. */
    public float[] value(Parameter parameter) {
        try (var result = session.runner().fetch(parameter.value()).run()) {
            return floats(result.get(0));
        }
    }

    /** Copies a float tensor, row-major. */
    public static float[] floats(Tensor tensor) {
        TFloat32 floats = (TFloat32) tensor;
        float[] copy = new float[Math.toIntExact(floats.size())];
        floats.asRawTensor().data().asFloats().read(copy);
        return copy;
    }

    @Override
    public void close() {
        session.close();
    }
}
