package dev.contranorm.zoo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.backbone.graph.GraphBackbone;
import dev.contranorm.zoo.backbone.graph.GraphInput;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.graph.GraphDataset;
import dev.contranorm.zoo.data.graph.GraphSource;
import dev.contranorm.zoo.loss.CrossEntropy;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.optimizer.Adam;
import dev.contranorm.zoo.optimizer.AdamSettings;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Networks over nodes: small ones, and complete Cora and CiteSeer if the data folder has them. */
public final class GraphNetworks implements GoldenNetwork {
    private static final Map<String, String> MODELS =
            Map.of("GCN", "gcn", "DeepGCN", "deep-gcn", "SGC", "sgc", "GAT", "gat", "DeepGAT", "deep-gat");
    private static final int STEPS = 3;

    /** A graph with its training nodes. */
    private record Problem(GraphInput input, int[] trainNodes, int[] trainLabels) {
        static Problem of(GraphInput input, boolean[] train, int[] labels) {
            int[] nodes =
                    IntStream.range(0, train.length).filter(node -> train[node]).toArray();
            return new Problem(
                    input, nodes, Arrays.stream(nodes).map(node -> labels[node]).toArray());
        }
    }

    @Override
    public boolean covers(String model) {
        return MODELS.containsKey(model);
    }

    @Override
    public void check(NetworkCase golden) throws Exception {
        Map<String, GoldenArray> arrays = golden.arrays();
        TrialSpec spec = spec(golden.meta());
        Problem problem = arrays.containsKey("input.x") ? small(arrays) : whole(spec);
        GraphInput input = problem.input();
        try (TrainGraph graph = new TrainGraph(0)) {
            Backbone.Builder builder = ((GraphBackbone) CatalogueItem.named(Backbone.class, spec.backbone()))
                    .prepare(spec, input, CatalogueItem.named(Norm.class, spec.norm()), graph);
            Pass pass = Pass.training(graph);
            Network training = builder.build(pass);
            Network evaluation = builder.build(Pass.evaluation(graph));
            Operand<TFloat32> loss = CrossEntropy.mean(
                    pass, training.logits(), problem.trainNodes(), problem.trainLabels(), input.classes());
            List<Parameter> parameters = graph.parameters();
            List<Operand<TFloat32>> gradients = pass.tape()
                    .orElseThrow()
                    .gradients(loss, parameters.stream().map(Parameter::value).toList());
            Op step = Adam.minimise(graph, pass.tape().orElseThrow(), loss, AdamSettings.of(0.005, 5e-4));
            try (TrainSession session = new TrainSession(graph, 2);
                    TInt64 counter = TInt64.scalarOf(0)) {
                Map<String, float[]> weights = golden.weights();
                assertThat(weights.keySet())
                        .containsAll(parameters.stream().map(Parameter::name).toList());
                session.assign(weights);
                checkStart(session, counter, arrays, training, loss, parameters, gradients);
                GoldenArray losses = arrays.get(arrays.containsKey("losses.f32") ? "losses.f32" : "losses.f64");
                for (int k = 0; k < STEPS; k++) {
                    try (var result = session.runner(k, counter)
                            .fetch(loss)
                            .addTarget(step)
                            .run()) {
                        assertThat(((TFloat32) result.get(0)).getFloat())
                                .as("loss of step %d", k)
                                .isCloseTo((float) losses.data()[k], within((float)
                                        (Golden.TRAINED * losses.magnitude())));
                    }
                }
                checkEnd(session, counter, arrays, evaluation);
            }
        }
    }

    private static void checkStart(
            TrainSession session,
            TInt64 counter,
            Map<String, GoldenArray> arrays,
            Network training,
            Operand<TFloat32> loss,
            List<Parameter> parameters,
            List<Operand<TFloat32>> gradients) {
        var runner = session.runner(0, counter).fetch(training.logits()).fetch(loss);
        gradients.forEach(runner::fetch);
        try (var result = runner.run()) {
            Golden.assertClose(
                    "logits before training",
                    TrainSession.floats(result.get(0)),
                    arrays.get("logits0.f64"),
                    Golden.NETWORK);
            double largest = arrays.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("grad0.f64."))
                    .mapToDouble(entry -> entry.getValue().magnitude())
                    .max()
                    .orElseThrow();
            int compared = 0;
            for (int k = 0; k < parameters.size(); k++) {
                GoldenArray expected =
                        arrays.get("grad0.f64." + parameters.get(k).name());
                if (expected == null) {
                    continue;
                }
                compared++;
                String what = "gradient of " + parameters.get(k).name();
                float[] actual = TrainSession.floats(result.get(k + 2));
                if (expected.magnitude() < Golden.NETWORK * largest) {
                    Golden.assertWithin(what, actual, expected, Golden.ZERO_GRADIENT * largest);
                } else {
                    Golden.assertClose(what, actual, expected, Golden.NETWORK);
                }
            }
            assertThat(compared).isPositive();
        }
    }

    private static void checkEnd(
            TrainSession session, TInt64 counter, Map<String, GoldenArray> arrays, Network evaluation) {
        GoldenArray expected = arrays.get(arrays.containsKey("logits3.f64") ? "logits3.f64" : "logits3.f32");
        try (var result =
                session.runner(STEPS, counter).fetch(evaluation.logits()).run()) {
            Golden.assertClose("logits after training", TrainSession.floats(result.get(0)), expected, Golden.TRAINED);
        }
    }

    private static TrialSpec spec(JsonNode meta) {
        Map<String, Object> values = new HashMap<>();
        values.put("backbone", MODELS.get(meta.get("model").asText()));
        values.put("dataset", meta.path("data").asText("sbm"));
        values.put("norm", GraphNormOperators.MODES.get(meta.get("norm_mode").asText()));
        String norm = (String) values.get("norm");
        if (norm.startsWith("pair") || norm.startsWith("contra")) {
            values.put("norm.scale", meta.get("norm_scale").asDouble());
        }
        String backbone = (String) values.get("backbone");
        values.put("depth", meta.path("nlayer").asLong(2));
        values.put("dropout", 0.0);
        values.put("layerNorm", meta.path("use_layer_norm").asBoolean(false));
        if (backbone.equals("sgc")) {
            values.put("initialNorm", meta.path("initial_norm").asBoolean(false));
        } else {
            // Each published script has its own name for the width.
            values.put("hidden", meta.path("hid").asLong(meta.path("nhid").asLong()));
            values.put("residual", meta.path("residual").asLong(0));
        }
        if (backbone.endsWith("gat")) {
            values.put("heads", meta.path("nhead").asLong(1));
            values.put("attentionDropout", 0.0);
        }
        if (norm.equals("contra-norm") && meta.has("tau")) {
            values.put("norm.temperature", meta.get("tau").asDouble());
        }
        return Catalogue.load().resolve(values, Protocol.PAPER, 0);
    }

    private static Problem small(Map<String, GoldenArray> arrays) {
        GoldenArray x = arrays.get("input.x");
        int n = x.shape()[0];
        int classes = arrays.get("logits0.f64").shape()[1];
        CsrMatrix adjacency = CsrMatrix.fromDense(n, n, arrays.get("input.adj").floats());
        GraphInput input =
                new GraphInput(CsrMatrix.fromDense(n, x.shape()[1], x.floats()), adjacency, adjacency, classes);
        return Problem.of(
                input,
                arrays.get("input.train_mask").flags(),
                arrays.get("input.y").integers());
    }

    private static Problem whole(TrialSpec spec) throws Exception {
        assumeTrue(Golden.dataFolder().isPresent(), "SWEEP_DATA is not set: the whole graph is not read");
        GraphDataset dataset =
                CatalogueItem.named(GraphSource.class, spec.dataset()).load(spec, Golden.dataFolder());
        return Problem.of(GraphInput.of(dataset), dataset.splits().get(0).train(), dataset.labels());
    }
}
