package dev.contranorm.zoo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.backbone.Backbone;
import dev.contranorm.zoo.backbone.Network;
import dev.contranorm.zoo.backbone.image.BatchHalves;
import dev.contranorm.zoo.backbone.image.Deit;
import dev.contranorm.zoo.backbone.image.ImageInput;
import dev.contranorm.zoo.loss.LabelLoss;
import dev.contranorm.zoo.norm.ImageContraNorm;
import dev.contranorm.zoo.norm.ImageNorm;
import dev.contranorm.zoo.optimizer.AdamW;
import dev.contranorm.zoo.optimizer.AdamWSettings;
import dev.contranorm.zoo.optimizer.CosineRates;
import dev.contranorm.zoo.optimizer.DecayRule;
import dev.contranorm.zoo.optimizer.RateSchedule;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** DeiT with and without ContraNorm in place of its LayerNorms, with the AdamW and schedule of the recipe. */
public final class ImageNetworks implements GoldenNetwork {
    @Override
    public boolean covers(String model) {
        return model.endsWith("VisionTransformer");
    }

    @Override
    public void check(NetworkCase golden) {
        Map<String, GoldenArray> arrays = golden.arrays();
        JsonNode meta = golden.meta();
        GoldenArray images = arrays.get("input.image");
        GoldenArray targets = arrays.get("input.target");
        Optional<ImageNorm> norm = meta.get("norm").isEmpty() ? Optional.empty() : Optional.of(new ImageContraNorm());
        try (TrainGraph graph = new TrainGraph(0);
                TFloat32 batch = tensor(images);
                TFloat32 target = tensor(targets)) {
            ImageInput input = ImageInput.placeholder(graph, images.shape()[2], targets.shape()[1]);
            Backbone.Builder builder = BatchHalves.prepare(Deit.TINY, spec(meta), input, norm, graph);
            Pass pass = Pass.training(graph);
            Network trained = builder.build(pass);
            Operand<TFloat32> evaluated = builder.build(Pass.evaluation(graph)).logits();
            Operand<TFloat32> wanted =
                    graph.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, input.classes())));
            Operand<TFloat32> loss = LabelLoss.softTarget(pass, trained.logits(), wanted);
            assertThat(trained.layers()).hasSize(meta.get("depth").asInt());
            Map<Operand<?>, Tensor> fed = Map.of(input.images(), batch, wanted, target);
            new NetworkCheck(graph, pass, trained.logits(), evaluated, loss, fed)
                    .run(
                            golden,
                            () -> AdamW.minimise(
                                    graph,
                                    pass.tape().orElseThrow(),
                                    loss,
                                    AdamWSettings.torch(0.05),
                                    RateSchedule.byEpoch(new CosineRates(1e-3, 1e-6, 1e-5, 10, 2, 0).byEpoch(), 1),
                                    DecayRule.timm()));
        }
    }

    private static TFloat32 tensor(GoldenArray array) {
        long[] shape = java.util.Arrays.stream(array.shape()).asLongStream().toArray();
        return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(array.floats()));
    }

    private static TrialSpec spec(JsonNode meta) {
        JsonNode norm = meta.get("norm");
        Map<String, Object> values = new TreeMap<>();
        values.put("depth", meta.get("depth").asLong());
        values.put("hidden", meta.get("dim").asLong());
        values.put("heads", meta.get("heads").asLong());
        values.put("patch", meta.get("patch").asLong());
        values.put("distilled", false);
        values.put("layerScale", 0L);
        values.put("dropPath", 0L);
        values.put("dropout", 0L);
        values.put("attentionDropout", 0L);
        values.put("norm.scale", norm.path("scale").asDouble());
        values.put("norm.temperature", norm.path("temp").asDouble(1));
        values.put("norm.preNorm", norm.path("pre_norm").asBoolean());
        values.put("norm.dualNorm", norm.path("dual_norm").asBoolean());
        values.put("norm.learnable", norm.path("learnable").asBoolean());
        values.put("norm.positive", norm.path("positive").asBoolean());
        values.put("norm.identity", norm.path("identity").asBoolean());
        return new TrialSpec("any", "any", "any", Protocol.PAPER, 0, new TreeMap<>(values));
    }
}
