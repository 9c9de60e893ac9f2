package dev.contranorm.zoo.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.graph.GraphBatchInput;
import dev.contranorm.zoo.backbone.graph.GraphSetBackbone;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.graphset.GraphBatch;
import dev.contranorm.zoo.loss.LabelLoss;
import dev.contranorm.zoo.norm.Norm;
import dev.contranorm.zoo.optimizer.Adam;
import dev.contranorm.zoo.optimizer.AdamSettings;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.train.graph.GraphFeed;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** GIN: a batch of graphs whose results are log-probabilities. */
public final class GraphSetNetworks implements GoldenNetwork {
    @Override
    public boolean covers(String model) {
        return model.equals("GIN");
    }

    @Override
    public void check(NetworkCase golden) {
        Map<String, GoldenArray> arrays = golden.arrays();
        TrialSpec spec = spec(golden.meta());
        GraphBatch batch = batch(arrays);
        int classes = arrays.get("logits0.f64").shape()[1];
        try (TrainGraph graph = new TrainGraph(0)) {
            Ops ops = graph.ops();
            GraphBatchInput input = GraphBatchInput.placeholders(graph, batch.width(), classes);
            GraphFeed feed = new GraphFeed(input, ops.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1))));
            Backbone.Builder builder = CatalogueItem.named(GraphSetBackbone.class, "gin")
                    .prepare(spec, input, CatalogueItem.named(Norm.class, spec.norm()), graph);
            Pass pass = Pass.training(graph);
            Operand<TFloat32> logits = builder.build(pass).logits();
            Operand<TFloat32> evaluated = builder.build(Pass.evaluation(graph)).logits();
            Operand<TFloat32> loss = LabelLoss.crossEntropy(pass, logits, feed.labels(), classes);
            Map<Operand<?>, Tensor> tensors = feed.tensors(batch);
            try {
                new NetworkCheck(graph, pass, ops.nn.logSoftmax(logits), ops.nn.logSoftmax(evaluated), loss, tensors)
                        .run(
                                golden,
                                () -> Adam.minimise(
                                        graph, pass.tape().orElseThrow(), loss, AdamSettings.of(0.005, 5e-4)));
            } finally {
                tensors.values().forEach(Tensor::close);
            }
        }
    }

    private static TrialSpec spec(JsonNode meta) {
        Map<String, Object> values = new HashMap<>();
        String mode = meta.get("norm_mode").asText();
        String norm = mode.equals("BN") ? "batch-norm" : GraphNormOperators.MODES.get(mode);
        values.put("dataset", "motifs");
        values.put("backbone", "gin");
        values.put("norm", norm);
        if (norm.startsWith("pair") || norm.startsWith("contra")) {
            values.put("norm.scale", meta.get("norm_scale").asDouble());
        }
        values.put("depth", meta.get("num_layers").asLong());
        values.put("hidden", meta.get("hidden").asLong());
        values.put("dropout", 0.0);
        return Catalogue.load().resolve(values, Protocol.PAPER, 0);
    }

    private static GraphBatch batch(Map<String, GoldenArray> arrays) {
        GoldenArray x = arrays.get("input.x");
        int n = x.shape()[0];
        int[] index = arrays.get("input.edge_index").integers();
        int edges = index.length / 2;
        float[] ones = new float[edges];
        Arrays.fill(ones, 1);
        CsrMatrix adjacency = CsrMatrix.of(
                n, n, Arrays.copyOf(index, edges), Arrays.copyOfRange(index, edges, 2 * edges), ones, Float::sum);
        return new GraphBatch(
                arrays.get("input.batch").integers(),
                x.floats(),
                x.shape()[1],
                adjacency,
                arrays.get("input.y").integers());
    }
}
