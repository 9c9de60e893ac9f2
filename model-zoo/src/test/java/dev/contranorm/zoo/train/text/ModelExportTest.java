package dev.contranorm.zoo.train.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.zoo.data.text.TextBatch;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.ModelExport;
import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.train.Trials;
import dev.contranorm.zoo.train.loop.CheckpointHome;
import dev.contranorm.zoo.train.loop.Checkpoints;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.task.ExportException;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelExportTest {
    private static final TextBatch BATCH = new TextBatch(
            2,
            8,
            new int[] {2, 5, 6, 3, 0, 0, 0, 0, 2, 7, 8, 9, 10, 11, 12, 3},
            new int[] {1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1},
            new int[16],
            new double[] {0, 1});

    @TempDir
    Path data;

    @TempDir
    Path checkpoints;

    @BeforeEach
    void writeData() throws Exception {
        Path vocabulary = Files.createDirectories(data.resolve("words")).resolve("vocab.txt");
        Files.write(vocabulary, List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        Files.write(vocabulary, List.of("a", "b", "c", "d", "e", "f", "g", "h"), StandardOpenOption.APPEND);
        Path task = Files.createDirectories(data.resolve("glue/SST-2"));
        Files.writeString(task.resolve("train.tsv"), "sentence\tlabel\n" + "a b c\t1\nd e\t0\nf g h\t1\n".repeat(8));
        Files.writeString(task.resolve("dev.tsv"), "sentence\tlabel\na b\t1\nd\t0\n");
    }

    private static TrialSpec spec(String backbone, Protocol protocol, String weights) {
        return spec(backbone, protocol, weights, "words");
    }

    private static TrialSpec spec(String backbone, Protocol protocol, String weights, String tokenizer) {
        return Trials.of(
                protocol,
                3,
                "dataset",
                "sst2",
                "backbone",
                backbone,
                "norm",
                "contra-norm",
                "norm.scale",
                0.2,
                "norm.position",
                "layer-input+attention-residual",
                "depth",
                2L,
                "hidden",
                16L,
                "heads",
                2L,
                "intermediate",
                32L,
                "positions",
                16L,
                "tokenizer",
                tokenizer,
                "epochs",
                3L,
                "batch",
                8L,
                "optimizer.learningRate",
                0.01,
                "weights",
                weights);
    }

    private TrainingSettings settings() {
        return new TrainingSettings(Optional.of(data), 1, Optional.of(checkpoints), Duration.ZERO);
    }

    /**
     * The end of training, the export, and the export loaded as pretrained weights have the same bits; the SavedModel agrees.
     */
    @ParameterizedTest
    @CsvSource({"bert-small, PAPER, 17", "albert-small, PAPER, 14", "electra-small, CLEAN, 14"})
    void anExportLoadsAsWeightsWithTheSameBitsAndAsASavedModel(String backbone, Protocol protocol, String positions)
            throws Exception {
        TrialSpec spec = spec(backbone, protocol, "");
        new Trainer(settings()).train(spec, new Trials.Recorder(), StopSignal.never());
        Path folder = data.resolve("exported");

        ModelExport.write(spec, Optional.empty(), settings(), folder);

        float[] trained = trained(spec);
        assertThat(loaded(spec(backbone, protocol, "")))
                .as("training changed the weights")
                .isNotEqualTo(trained);
        assertThat(loaded(spec(backbone, protocol, "exported"))).containsExactly(trained);
        assertThat(loaded(spec(backbone, protocol, "exported", "exported")))
                .as("the export contains its tokenizer")
                .containsExactly(trained);
        assertThat(folder.resolve("vocab.txt")).hasSameBinaryContentAs(data.resolve("words/vocab.txt"));
        assertThat(Files.readString(folder.resolve("saved_model/saved_model.pb"), StandardCharsets.ISO_8859_1))
                .as("any TensorFlow can serve it")
                .contains("MatMul")
                .doesNotContain("_Mkl", "_kernel");
        assertThat(served(folder.resolve("saved_model")))
                .as("other kernels round differently")
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(trained);
        JsonNode config =
                new ObjectMapper().readTree(folder.resolve("config.json").toFile());
        assertThat(config.path("model_type").asText()).isEqualTo(backbone.replace("-small", ""));
        assertThat(config.path("vocab_size").asInt()).isEqualTo(13);
        assertThat(config.path("num_hidden_layers").asInt()).isEqualTo(2);
        assertThat(config.path("pos").asText()).isEqualTo(positions);
        assertThat(config.path("scale").asDouble()).isEqualTo(0.2);
    }

    /** Read from the checkpoint that the trial's numbers belong to. */
    private float[] trained(TrialSpec spec) throws Exception {
        try (TextTask task = (TextTask) new TextClassification().open(spec, settings());
                CheckpointHome home = CheckpointHome.of(spec, settings(), false)) {
            Checkpoints kept = home.resumable().orElseThrow();
            assertThat(
                            spec.protocol() == Protocol.CLEAN
                                    ? kept.restoreBest(task)
                                    : kept.resume(task).isPresent())
                    .isTrue();
            return task.logits(BATCH);
        }
    }

    private float[] loaded(TrialSpec spec) throws Exception {
        try (TextTask task = (TextTask) new TextClassification().open(spec, settings())) {
            return task.logits(BATCH);
        }
    }

    private static float[] served(Path folder) {
        Shape shape = Shape.of(BATCH.size(), BATCH.length());
        try (SavedModelBundle bundle = SavedModelBundle.load(folder.toString());
                TInt32 ids = TInt32.tensorOf(shape, DataBuffers.of(BATCH.ids()));
                TInt32 mask = TInt32.tensorOf(shape, DataBuffers.of(BATCH.mask()));
                TInt32 types = TInt32.tensorOf(shape, DataBuffers.of(BATCH.types()));
                var result = bundle.call(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return TrainSession.floats((TFloat32) result.get("logits").orElseThrow());
        }
    }

    @Test
    void exportsThatAreNotPossibleAreRefusedWithAReason() throws Exception {
        TrialSpec spec = spec("bert-small", Protocol.PAPER, "");
        assertThatThrownBy(() -> ModelExport.write(spec, Optional.empty(), settings(), data.resolve("exported")))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("no complete checkpoint of this trial in " + checkpoints);
        assertThatThrownBy(() -> ModelExport.write(spec, Optional.empty(), settings(), data))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> ModelExport.write(
                        spec, Optional.of(ExportedWeights.AVERAGED), settings(), data.resolve("exported")))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("has no moving average of its weights (ema.decay)");
        assertThat(data.resolve("exported")).doesNotExist();
    }
}
