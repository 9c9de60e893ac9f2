package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.tensor.Fetched;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A RevGAT on a random graph with one training pass: its logits, the loss Σ logits∘w with a random w, the gradients of the
 * features and all weights, and the update of running statistics.
 */
final class SmallRevGat implements AutoCloseable {
    private final RevGatInput input;
    private final TrainGraph graph;
    private final TrainSession session;
    private final Placeholder<TFloat32> features;
    private final Network trained;
    private final Network evaluated;
    private final List<Operand<TFloat32>> gradients;
    private final Op statistics;
    private final TInt64 counter = TInt64.scalarOf(0);
    private final float[] values;
    private final float[] lossWeights;

    SmallRevGat(TrialSpec spec, int nodes, int width, int classes) {
        this(spec, new RevGatInput(randomGraph(nodes, spec.seed()), width, classes));
    }

    SmallRevGat(TrialSpec spec, RevGatInput input) {
        this.input = input;
        int nodes = input.adjacency().rows();
        graph = new TrainGraph(spec.seed());
        Ops ops = graph.ops();
        features = ops.placeholder(TFloat32.class, Placeholder.shape(Shape.of(nodes, input.width())));
        RevGatNetwork network = new RevGat().prepare(spec, input, CatalogueItem.named(Norm.class, spec.norm()), graph);
        Pass pass = Pass.training(graph);
        trained = network.build(pass, features, "trained");
        SplittableRandom random = new SplittableRandom(spec.seed() + 1);
        values = random(nodes * input.width(), random);
        lossWeights = random(nodes * input.classes(), random);
        Operand<TFloat32> weight = ops.constant(Shape.of(nodes, input.classes()), DataBuffers.of(lossWeights));
        Operand<TFloat32> loss = pass.segment(
                in -> ops.reduceSum(ops.math.mul(in.get(0), weight), ops.constant(new int[] {0, 1})), trained.logits());
        List<Operand<TFloat32>> sources = new ArrayList<>(List.of(features));
        graph.trained().forEach(parameter -> sources.add(parameter.value()));
        gradients = pass.tape().orElseThrow().gradients(loss, sources);
        statistics = ops.withControlDependencies(graph.withEveryStep()).noOp();
        evaluated = network.build(Pass.evaluation(graph), features, "evaluated");
        session = new TrainSession(graph, 1);
    }

    /** @param keysAndValues keys and values in turn; the defaults are a small network without dropout */
    static TrialSpec spec(long seed, Object... keysAndValues) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "dataset", "sbm", "backbone", "rev-gat", "norm", "none", "hidden", 4L, "heads", 2L, "depth", 4L));
        for (String rate : List.of("dropout", "inputDropout", "edgeDropout")) {
            all.put(rate, 0.0);
        }
        for (int k = 0; k < keysAndValues.length; k += 2) {
            all.put((String) keysAndValues[k], keysAndValues[k + 1]);
        }
        return Catalogue.load().resolve(all, Protocol.PAPER, seed);
    }

    static CsrMatrix randomGraph(int nodes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] dense = new float[nodes * nodes];
        for (int k = 0; k < 2 * nodes; k++) {
            int a = random.nextInt(nodes);
            int b = random.nextInt(nodes);
            dense[a * nodes + b] = 1;
            dense[b * nodes + a] = 1;
        }
        return CsrMatrix.fromDense(nodes, nodes, dense);
    }

    private static float[] random(int size, SplittableRandom random) {
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) random.nextGaussian();
        }
        return values;
    }

    RevGatInput input() {
        return input;
    }

    List<Parameter> trained() {
        return graph.trained();
    }

    /** A copy of the features. */
    float[] features() {
        return values.clone();
    }

    void assign(Map<String, float[]> weights) {
        session.assign(weights);
    }

    Map<String, float[]> weights() {
        return session.values();
    }

    float[] logits(float[] features, long step) {
        return fetch(features, step, List.of(trained.logits())).get(0);
    }

    float[] evaluatedLogits(float[] features) {
        return fetch(features, 0, List.of(evaluated.logits())).get(0);
    }

    /** The loss, summed in double precision. */
    double loss(float[] features, long step) {
        float[] logits = logits(features, step);
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            sum += (double) logits[k] * lossWeights[k];
        }
        return sum;
    }

    /** The gradients by name; that of the features is {@code features}. */
    Map<String, float[]> gradients(float[] features, long step) {
        List<float[]> fetched = fetch(features, step, gradients);
        Map<String, float[]> named = new TreeMap<>(Map.of("features", fetched.get(0)));
        for (int k = 1; k < fetched.size(); k++) {
            named.put(graph.trained().get(k - 1).name(), fetched.get(k));
        }
        return named;
    }

    void updateStatistics(float[] features, long step) {
        try (TFloat32 fed = tensor(features)) {
            session.runner(step, counter)
                    .feed(this.features, fed)
                    .addTarget(statistics)
                    .run()
                    .close();
        }
    }

    /**
     * The maximum number of bytes of large tensors alive at once in a step with the gradients of all weights.
     *
     * @param smallest minimum size in bytes of a counted tensor
     */
    long peakOfTensors(float[] features, long smallest) {
        gradients(features, 0);
        try (TFloat32 fed = tensor(features)) {
            var runner = session.runner(1, counter).feed(this.features, fed);
            gradients.subList(1, gradients.size()).forEach(runner::fetch);
            return LiveTensors.of(runner, smallest).peak();
        }
    }

    private List<float[]> fetch(float[] features, long step, List<Operand<TFloat32>> wanted) {
        try (TFloat32 fed = tensor(features)) {
            return Fetched.values(session.runner(step, counter).feed(this.features, fed), wanted);
        }
    }

    private TFloat32 tensor(float[] features) {
        return TFloat32.tensorOf(Shape.of(input.adjacency().rows(), input.width()), DataBuffers.of(features));
    }

    @Override
    public void close() {
        counter.close();
        session.close();
        graph.close();
    }
}
