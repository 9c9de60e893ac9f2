package dev.contranorm.zoo.train.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.train.TrainingResult;
import dev.contranorm.zoo.train.Trials;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real training of small text networks on texts that the test writes in GLUE's layout. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TextTrainingTest {
    private static final List<String> WORDS = List.of("red", "green", "blue", "cold", "warm", "loud", "calm", "tall");

    @TempDir
    Path data;

    @TempDir
    Path checkpoints;

    @BeforeEach
    void writeData() throws Exception {
        Path vocabulary = Files.createDirectories(data.resolve("words")).resolve("vocab.txt");
        Files.write(vocabulary, List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        Files.write(vocabulary, WORDS, StandardOpenOption.APPEND);
        Path task = Files.createDirectories(data.resolve("glue/SST-2"));
        Files.writeString(task.resolve("train.tsv"), rows(96, 1));
        Files.writeString(task.resolve("dev.tsv"), rows(32, 2));
    }

    /** A text is positive if it contains the word red. */
    private static String rows(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder rows = new StringBuilder("sentence\tlabel\n");
        for (int k = 0; k < count; k++) {
            StringBuilder text = new StringBuilder();
            boolean red = random.nextBoolean();
            for (int word = random.nextInt(2, 9); word > 0; word--) {
                text.append(WORDS.get(random.nextInt(1, WORDS.size()))).append(' ');
            }
            rows.append(text)
                    .append(red ? "red" : "blue")
                    .append('\t')
                    .append(red ? 1 : 0)
                    .append('\n');
        }
        return rows.toString();
    }

    private static TrialSpec spec(String backbone, Protocol protocol, long epochs, Object... changes) {
        Map<String, Object> values = new HashMap<>();
        values.put("dataset", "sst2");
        values.put("backbone", backbone);
        values.put("norm", "contra-norm");
        values.put("norm.position", "attention-residual+layer-output");
        values.put("norm.scale", 0.1);
        values.put("depth", 2L);
        values.put("hidden", 16L);
        values.put("heads", 2L);
        values.put("intermediate", 32L);
        values.put("positions", 32L);
        values.put("tokenizer", "words");
        values.put("epochs", epochs);
        values.put("batch", 20L);
        values.put("optimizer.learningRate", 0.01);
        values.put("optimizer.weightDecay", 0.01);
        values.put("optimizer.warmup", 2L);
        for (int k = 0; k < changes.length; k += 2) {
            values.put((String) changes[k], changes[k + 1]);
        }
        return Catalogue.load().resolve(values, protocol, 4);
    }

    private TrainingResult train(TrialSpec spec, Optional<Path> folder, StopSignal stop) throws Exception {
        TrainingSettings settings = new TrainingSettings(Optional.of(data), 2, folder, Duration.ofHours(1));
        return new Trainer(settings).train(spec, new Trials.Recorder(), stop);
    }

    @ParameterizedTest
    @CsvSource({"bert-small, PAPER", "albert-small, PAPER", "electra-small, CLEAN"})
    void everyBackboneLearnsAWord(String backbone, Protocol protocol) throws Exception {
        TrainingResult result = train(spec(backbone, protocol, 12), Optional.empty(), StopSignal.never());
        assertThat(result.metrics())
                .containsKeys("train/loss", "validation/accuracy", "validation/score")
                .hasEntrySatisfying(
                        "validation/accuracy", accuracy -> assertThat(accuracy).isGreaterThan(0.9));
        assertThat(result.metrics().containsKey("test/accuracy")).isEqualTo(protocol == Protocol.CLEAN);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 1", "4, 3"})
    void aTrialStoppedAtAnyStepEndsWithTheSameNumbers(int stoppedAfter, long accumulation) throws Exception {
        TrialSpec spec = spec("bert-small", Protocol.PAPER, 3, "optimizer.accumulation", accumulation);
        TrainingResult straight = train(spec, Optional.empty(), StopSignal.never());
        int[] steps = {0};
        TrainingResult first = train(spec, Optional.of(checkpoints), () -> steps[0]++ == stoppedAfter);
        assertThat(first.status()).isEqualTo(TrainingResult.Status.INTERRUPTED);
        TrainingResult second = train(spec, Optional.of(checkpoints), StopSignal.never());
        assertThat(second.metrics()).isEqualTo(straight.metrics());
    }

    /** Batches of 20 and a last one of 16, in parts of unequal size, and in parts of one text. */
    @ParameterizedTest
    @CsvSource({"3", "20"})
    void aStepInPartsIsTheStepOfTheWholeBatch(long accumulation) throws Exception {
        Object[] still = {
            "dropout",
            0.0,
            "attentionDropout",
            0.0,
            "classifierDropout",
            0.0,
            "optimizer.learningRate",
            0.001,
            "optimizer.clipNorm",
            0.5
        };
        Object[] inParts = Arrays.copyOf(still, still.length + 2);
        inParts[still.length] = "optimizer.accumulation";
        inParts[still.length + 1] = accumulation;
        TrainingResult whole =
                train(spec("bert-small", Protocol.PAPER, 2, still), Optional.empty(), StopSignal.never());
        TrainingResult parts =
                train(spec("bert-small", Protocol.PAPER, 2, inParts), Optional.empty(), StopSignal.never());
        assertThat(parts.metrics().get("train/loss")).isCloseTo(whole.metrics().get("train/loss"), within(1e-6));
    }

    @Test
    void layersAreMeasuredAtTheEnd() throws Exception {
        Trials.Recorder recorder = new Trials.Recorder();
        new Trainer(TrainingSettings.withoutCheckpoints(Optional.of(data), 2))
                .train(spec("bert-small", Protocol.PAPER, 1), recorder, StopSignal.never());
        assertThat(recorder.points.toString()).contains("layer/initial/cosine").contains("layer/final/gradient-norm");
    }

    @Test
    void missingFilesAreNamed() throws Exception {
        Files.delete(data.resolve("glue/SST-2/dev.tsv"));
        assertThatThrownBy(() -> train(spec("bert-small", Protocol.PAPER, 1), Optional.empty(), StopSignal.never()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("dev.tsv");
    }
}
