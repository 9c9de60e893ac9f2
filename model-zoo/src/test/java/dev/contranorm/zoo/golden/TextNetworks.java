package dev.contranorm.zoo.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.text.Albert;
import dev.contranorm.zoo.backbone.text.Bert;
import dev.contranorm.zoo.backbone.text.TextBackbone;
import dev.contranorm.zoo.backbone.text.TextInput;
import dev.contranorm.zoo.loss.LabelLoss;
import dev.contranorm.zoo.norm.TextContraNorm;
import dev.contranorm.zoo.norm.TextNorm;
import dev.contranorm.zoo.optimizer.AdamW;
import dev.contranorm.zoo.optimizer.AdamWSettings;
import dev.contranorm.zoo.optimizer.DecayRule;
import dev.contranorm.zoo.optimizer.RateSchedule;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** BERT and ALBERT with the norm at every position, with Hugging Face's AdamW and linear schedule. */
public final class TextNetworks implements GoldenNetwork {
    static final Map<String, TextBackbone> MODELS = Map.of("bert", Bert.BASE, "albert", Albert.BASE);

    @Override
    public boolean covers(String model) {
        return MODELS.containsKey(model);
    }

    @Override
    public void check(NetworkCase golden) {
        Map<String, GoldenArray> arrays = golden.arrays();
        JsonNode config = golden.meta().get("config");
        int outputs = config.get("num_labels").asInt();
        Optional<TextNorm> norm =
                config.get("scale").asDouble() == 0 ? Optional.empty() : Optional.of(new TextContraNorm());
        try (TrainGraph graph = new TrainGraph(0)) {
            TextInput input =
                    TextInput.placeholders(graph, config.get("vocab_size").asInt(), outputs);
            Backbone.Builder builder = MODELS.get(golden.model()).prepare(spec(config), input, norm, graph);
            Pass pass = Pass.training(graph);
            Operand<TFloat32> logits = builder.build(pass).logits();
            Operand<TFloat32> evaluated = builder.build(Pass.evaluation(graph)).logits();
            Map<Operand<?>, Tensor> batch = new HashMap<>();
            batch.put(input.ids(), integers(arrays.get("input.input_ids")));
            batch.put(input.mask(), integers(arrays.get("input.attention_mask")));
            batch.put(input.types(), integers(arrays.get("input.token_type_ids")));
            Operand<TFloat32> loss = loss(graph, pass, logits, outputs, arrays.get("input.labels"), batch);
            new NetworkCheck(graph, pass, logits, evaluated, loss, batch)
                    .run(
                            golden,
                            () -> AdamW.minimise(
                                    graph,
                                    pass.tape().orElseThrow(),
                                    loss,
                                    AdamWSettings.huggingFace(0.01),
                                    RateSchedule.linearDecay(1e-3, 0, 10),
                                    DecayRule.huggingFace()));
            batch.values().forEach(Tensor::close);
        }
    }

    private static Operand<TFloat32> loss(
            TrainGraph graph,
            Pass pass,
            Operand<TFloat32> logits,
            int outputs,
            GoldenArray labels,
            Map<Operand<?>, Tensor> batch) {
        if (outputs == 1) {
            Operand<TFloat32> values = graph.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
            batch.put(values, TFloat32.tensorOf(Shape.of(labels.data().length), DataBuffers.of(labels.floats())));
            return LabelLoss.meanSquare(pass, logits, values);
        }
        Operand<TInt32> classes = graph.ops().placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        batch.put(classes, integers(labels));
        return LabelLoss.crossEntropy(pass, logits, classes, outputs);
    }

    static TInt32 integers(GoldenArray array) {
        long[] shape = java.util.Arrays.stream(array.shape()).asLongStream().toArray();
        return TInt32.tensorOf(Shape.of(shape), DataBuffers.of(array.integers()));
    }

    static TrialSpec spec(JsonNode config) {
        Map<String, Object> values = new TreeMap<>();
        values.put("depth", config.get("num_hidden_layers").asLong());
        values.put("hidden", config.get("hidden_size").asLong());
        values.put("heads", config.get("num_attention_heads").asLong());
        values.put("intermediate", config.get("intermediate_size").asLong());
        values.put("positions", config.get("max_position_embeddings").asLong());
        values.put("dropout", 0.0);
        values.put("attentionDropout", 0.0);
        values.put("classifierDropout", 0.0);
        values.put("initial.deviation", config.get("initializer_range").asDouble());
        values.put("initial.positionShare", 1.0);
        values.put("initial.typeShare", 1.0);
        values.put("initial.matchedLayers", 0L);
        values.put("layerGroups", config.path("num_hidden_groups").asLong(1));
        if (config.get("embedding_size").isNumber()) {
            values.put("embedding", config.get("embedding_size").asLong());
        }
        values.put("norm.scale", config.get("scale").asDouble());
        values.put("norm.position", config.get("pos").asText());
        values.put("norm.variant", config.get("use_v2").asBoolean() ? "bert-v2" : "published");
        values.put("norm.maskPadding", false);
        return new TrialSpec("any", "any", "contra-norm", Protocol.PAPER, 0, new TreeMap<>(values));
    }
}
