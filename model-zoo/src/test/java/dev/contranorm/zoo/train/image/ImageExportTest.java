package dev.contranorm.zoo.train.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.zoo.data.image.ImageBatch;
import dev.contranorm.zoo.data.image.ImageSource;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.ModelExport;
import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.train.Trials;
import dev.contranorm.zoo.train.loop.CheckpointHome;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImageExportTest {
    private static final int SIDE = 8;

    @TempDir
    Path data;

    @TempDir
    Path checkpoints;

    private static TrialSpec spec(String weights, double decay) {
        return Trials.of(
                Protocol.PAPER,
                3,
                "dataset",
                "synthetic-images",
                "backbone",
                "deit-tiny",
                "norm",
                "contra-norm",
                "depth",
                2L,
                "hidden",
                16L,
                "heads",
                2L,
                "patch",
                4L,
                "image",
                (long) SIDE,
                "batch",
                1024L,
                "epochs",
                1L,
                "optimizer.warmupEpochs",
                0L,
                "optimizer.learningRate",
                0.005,
                "ema.decay",
                decay,
                "ema.evaluate",
                decay > 0,
                "weights",
                weights);
    }

    private TrainingSettings settings() {
        return new TrainingSettings(Optional.of(data), 1, Optional.of(checkpoints), Duration.ZERO);
    }

    @Test
    void anExportLoadsAsWeightsAndAsASavedModel() throws Exception {
        TrialSpec spec = spec("", 0);
        new Trainer(settings()).train(spec, new Trials.Recorder(), StopSignal.never());
        Path folder = data.resolve("exported");

        ModelExport.write(spec, Optional.empty(), settings(), folder);

        JsonNode config =
                new ObjectMapper().readTree(folder.resolve("config.json").toFile());
        assertThat(config.path("architecture").asText()).isEqualTo("deit_tiny_patch16_224");
        assertThat(config.path("weights").asText()).isEqualTo("trained");
        assertThat(config.path("pretrained_cfg").path("input_size").path(1).asInt())
                .isEqualTo(SIDE);
        assertThat(config.path("model_args").path("embed_dim").asInt()).isEqualTo(16);
        ImageBatch batch = batch(config.path("num_classes").asInt());
        float[] exported = logits(spec("exported", 0), batch);
        assertThat(exported).isNotEqualTo(logits(spec, batch));
        assertThat(served("exported", batch))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(exported);
    }

    /** The average lags behind the weights, so each choice is a different network. */
    @Test
    void anExportSaysWhetherItsWeightsAreAveraged() throws Exception {
        TrialSpec evaluated = spec("", 0.9);
        new Trainer(settings()).train(evaluated, new Trials.Recorder(), StopSignal.never());
        float[] average;
        ImageBatch batch = batch(classes(evaluated));
        try (ImageTask task = (ImageTask) new ImageClassification().open(evaluated, settings());
                CheckpointHome home = CheckpointHome.of(evaluated, settings(), false)) {
            assertThat(home.resumable().orElseThrow().resume(task)).isPresent();
            average = task.logits(batch);
        }

        JsonNode chosen = exported(evaluated, Optional.empty(), "chosen");
        JsonNode averaged = exported(evaluated, Optional.of(ExportedWeights.AVERAGED), "averaged");
        JsonNode trained = exported(evaluated, Optional.of(ExportedWeights.TRAINED), "trained");

        assertThat(chosen.path("weights").asText()).isEqualTo("averaged");
        assertThat(chosen).isEqualTo(averaged);
        assertThat(trained.path("weights").asText()).isEqualTo("trained");
        assertThat(trained.path("ema_decay").asDouble()).isEqualTo(0.9);
        assertThat(logits(spec("chosen", 0), batch)).containsExactly(average);
        assertThat(logits(spec("averaged", 0), batch)).containsExactly(average);
        assertThat(served("chosen", batch)).usingComparatorWithPrecision(1e-5f).containsExactly(average);
        float[] last = logits(spec("trained", 0), batch);
        assertThat(last).isNotEqualTo(average);
        assertThat(served("trained", batch)).usingComparatorWithPrecision(1e-5f).containsExactly(last);
    }

    private JsonNode exported(TrialSpec spec, Optional<ExportedWeights> weights, String name) throws Exception {
        assertThat(ModelExport.write(spec, weights, settings(), data.resolve(name)))
                .isEmpty();
        return new ObjectMapper()
                .readTree(data.resolve(name).resolve("config.json").toFile());
    }

    private int classes(TrialSpec spec) throws Exception {
        return CatalogueItem.named(ImageSource.class, spec.dataset())
                .load(spec, Optional.of(data))
                .classes()
                .size();
    }

    private float[] served(String name, ImageBatch batch) {
        try (SavedModelBundle bundle = SavedModelBundle.load(
                        data.resolve(name).resolve("saved_model").toString());
                TFloat32 pixels = TFloat32.tensorOf(Shape.of(2, 3, SIDE, SIDE), DataBuffers.of(batch.pixels()));
                var result = bundle.call(Map.of("image", pixels))) {
            return TrainSession.floats((TFloat32) result.get("logits").orElseThrow());
        }
    }

    private float[] logits(TrialSpec spec, ImageBatch batch) throws Exception {
        try (ImageTask task = (ImageTask) new ImageClassification().open(spec, settings())) {
            return task.logits(batch);
        }
    }

    private static ImageBatch batch(int classes) {
        SplittableRandom random = new SplittableRandom(5);
        float[] pixels = new float[2 * 3 * SIDE * SIDE];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = (float) random.nextGaussian();
        }
        return new ImageBatch(2, SIDE, pixels, new int[2], new float[2 * classes]);
    }
}
