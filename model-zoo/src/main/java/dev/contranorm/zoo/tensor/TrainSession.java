package dev.contranorm.zoo.tensor;

import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A session on a finished graph with a fixed number of threads; parameters start at their initial values. */
public final class TrainSession implements AutoCloseable {
    private final TrainGraph graph;
    private final Session session;

    /**
     * @param threads threads inside an operator; operators run one after another, so that the order of sums is fixed
     */
    public TrainSession(TrainGraph graph, int threads) {
        this.graph = graph;
        ConfigProto.Builder config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                // The rewriter folds constants into larger graphs and reorders; nothing here gains from it.
                .setGraphOptions(GraphOptions.newBuilder()
                        .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)));
        this.session = new Session(graph.graph(), config.build());
        Map<String, float[]> initial = new TreeMap<>();
        graph.parameters().forEach(parameter -> initial.put(parameter.name(), parameter.initial()));
        assign(initial);
    }

    /** A run with the step fed. The caller fetches, runs and closes. */
    public Session.Runner runner(long step, TInt64 stepTensor) {
        stepTensor.setLong(step);
        return session.runner().feed(graph.step(), stepTensor);
    }

    public Session session() {
        return session;
    }

    /**
     * Stores values of parameters.
     *
     * @throws IllegalArgumentException when a name is unknown or a length differs
     */
    public void assign(Map<String, float[]> values) {
        for (Parameter parameter : graph.parameters()) {
            float[] value = values.get(parameter.name());
            if (value == null) {
                continue;
            }
            if (value.length != Shape.of(parameter.shape()).size()) {
                throw new IllegalArgumentException(
                        parameter.name() + ": " + value.length + " values for shape " + Shape.of(parameter.shape()));
            }
            try (TFloat32 tensor = TFloat32.tensorOf(Shape.of(parameter.shape()), DataBuffers.of(value))) {
                session.runner()
                        .feed(parameter.input(), tensor)
                        .addTarget(parameter.assign())
                        .run()
                        .close();
            }
        }
    }

    /** The present value of every parameter, row-major, by name. */
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
