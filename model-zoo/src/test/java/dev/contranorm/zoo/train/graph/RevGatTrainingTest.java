package dev.contranorm.zoo.train.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.train.TrainingResult;
import dev.contranorm.zoo.train.Trials;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RevGAT's recipe on a small block model: it learns, resumes with the same bits, and teaches a student. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RevGatTrainingTest {
    @TempDir
    Path folder;

    @TempDir
    Path other;

    private final Trials.Recorder whole = new Trials.Recorder();
    private final Trials.Recorder parts = new Trials.Recorder();

    static TrialSpec spec(Protocol protocol, long seed, Object... changes) {
        Object[] small = {
            "dataset",
            "sbm",
            "dataset.nodes",
            150L,
            "dataset.features",
            16L,
            "dataset.signal",
            1.5,
            "backbone",
            "rev-gat",
            "norm",
            "dcn",
            "norm.scale",
            0.5,
            "depth",
            4L,
            "hidden",
            8L,
            "heads",
            2L,
            "dropout",
            0.3,
            "epochs",
            12L,
            "optimizer.learningRate",
            0.01,
            "optimizer.warmupEpochs",
            5L
        };
        Object[] all = java.util.Arrays.copyOf(small, small.length + changes.length);
        System.arraycopy(changes, 0, all, small.length, changes.length);
        return Trials.of(protocol, seed, all);
    }

    private Trainer trainer(Path checkpoints) {
        return new Trainer(new TrainingSettings(Optional.empty(), 2, Optional.of(checkpoints), Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource({"PAPER, none", "CLEAN, dcn"})
    void itLearnsABlockModel(Protocol protocol, String norm) throws Exception {
        TrialSpec spec = Trials.of(
                protocol,
                0,
                "dataset",
                "sbm",
                "dataset.nodes",
                150L,
                "dataset.features",
                16L,
                "dataset.signal",
                1.5,
                "backbone",
                "rev-gat",
                "norm",
                norm,
                "depth",
                3L,
                "hidden",
                16L,
                "heads",
                2L,
                "epochs",
                60L,
                "dropout",
                0.3,
                "optimizer.learningRate",
                0.01,
                "optimizer.warmupEpochs",
                20L);
        TrainingResult result = new Trainer(TrainingSettings.withoutCheckpoints(Optional.empty(), 2))
                .train(spec, whole, StopSignal.never());

        List<Double> losses = whole.curve("train/loss", 60);
        assertThat(losses.get(59)).isLessThan(0.6 * losses.get(0));
        assertThat(result.metrics().get("test/accuracy")).isGreaterThan(0.6);
        double best =
                whole
                        .curve(protocol == Protocol.PAPER ? "validation/negative-loss" : "validation/accuracy", 60)
                        .stream()
                        .mapToDouble(each -> each)
                        .max()
                        .orElseThrow();
        assertThat(result.metrics()
                        .get(protocol == Protocol.PAPER ? "validation/negative-loss" : "validation/accuracy"))
                .as("the best validation epoch is tested")
                .isEqualTo(best);
    }

    @ParameterizedTest
    @CsvSource({"PAPER, 1", "CLEAN, 7"})
    void aTrialStoppedAtAnyEpochEndsWithTheSameBits(Protocol protocol, int stoppedAfter) throws Exception {
        TrialSpec spec = spec(protocol, 3, "attentionDropout", 0.2);
        TrainingResult straight = trainer(folder).train(spec, whole, StopSignal.never());

        int[] steps = {0};
        trainer(other).train(spec, parts, () -> steps[0]++ == stoppedAfter);
        TrainingResult second = trainer(other).train(spec, parts, StopSignal.never());

        assertThat(parts.firstEpochs).containsExactly(1, stoppedAfter + 1);
        assertThat(second.metrics()).isEqualTo(straight.metrics());
        assertThat(parts.points).isEqualTo(whole.points);
        assertThat(newest(other)).as("weights, RMSprop's state and BatchNorm's").isEqualTo(newest(folder));
    }

    @Test
    void aStudentLearnsFromTheTeacherOfItsSeed() throws Exception {
        trainer(folder).train(spec(Protocol.PAPER, 1, "predictions", "teachers"), whole, StopSignal.never());
        assertThat(folder.resolve("predictions/teachers/seed-1.npy")).exists();

        TrialSpec student = spec(Protocol.PAPER, 1, "teacher", "teachers", "epochs", 20L);
        TrialSpec alone = spec(Protocol.PAPER, 1, "epochs", 20L);
        Trials.Recorder studentRecord = new Trials.Recorder();
        Trials.Recorder untaught = new Trials.Recorder();
        trainer(folder).train(student, studentRecord, StopSignal.never());
        trainer(folder).train(alone, untaught, StopSignal.never());

        List<Double> losses = studentRecord.curve("train/loss", 20);
        assertThat(losses.get(19)).isLessThan(losses.get(0));
        assertThat(losses).isNotEqualTo(untaught.curve("train/loss", 20));
        assertThat(studentRecord.provenance.datasetDigest())
                .as("a teacher is also data")
                .isNotEqualTo(untaught.provenance.datasetDigest());
        assertThatThrownBy(() -> trainer(folder)
                        .train(spec(Protocol.PAPER, 2, "teacher", "teachers"), parts, StopSignal.never()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("seed-2.npy")
                .hasMessageContaining("train the teacher first");
    }

    @Test
    void aDamagedTeacherIsRefused() throws Exception {
        Path file =
                Files.createDirectories(folder.resolve("predictions/teachers")).resolve("seed-1.npy");
        Predictions.write(file, new float[10], 5, 2);

        assertThatThrownBy(() -> trainer(folder)
                        .train(spec(Protocol.PAPER, 1, "teacher", "teachers"), parts, StopSignal.never()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("[5, 2]");
    }

    @Test
    void predictionsNeedAPlaceAndAPlainName() {
        Trainer homeless = new Trainer(TrainingSettings.withoutCheckpoints(Optional.empty(), 1));
        assertThatThrownBy(() ->
                        homeless.train(spec(Protocol.PAPER, 1, "predictions", "teachers"), parts, StopSignal.never()))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining("SWEEP_CHECKPOINTS");
        assertThatThrownBy(() -> trainer(folder)
                        .train(spec(Protocol.PAPER, 1, "predictions", "../away"), parts, StopSignal.never()))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining("../away");
    }

    @Test
    void twoTeachersOfOneSeedDoNotOverwriteOneAnother() throws Exception {
        TrialSpec first = spec(Protocol.PAPER, 1, "predictions", "teachers", "epochs", 2L);
        trainer(folder).train(first, whole, StopSignal.never());
        trainer(folder).train(first, parts, StopSignal.never());

        assertThatThrownBy(() -> trainer(folder)
                        .train(
                                spec(Protocol.PAPER, 1, "predictions", "teachers", "epochs", 3L),
                                parts,
                                StopSignal.never()))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining(first.hash())
                .hasMessageContaining("a separate folder");
    }

    @Test
    void labelsAsFeaturesCanBeDisabled() throws Exception {
        TrialSpec spec = spec(Protocol.PAPER, 1, "labels", false, "epochs", 3L);

        TrainingResult result = trainer(folder).train(spec, whole, StopSignal.never());

        assertThat(result.epochs()).isEqualTo(3);
    }

    private static Map<String, ByteBuffer> newest(Path checkpoints) throws IOException {
        Map<String, ByteBuffer> bytes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(checkpoints)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = checkpoints.relativize(file).toString();
                if (name.contains("step-000000000012") || name.contains("best-")) {
                    bytes.put(name, ByteBuffer.wrap(Files.readAllBytes(file)));
                }
            }
        }
        assertThat(bytes).hasSizeGreaterThan(4);
        return bytes;
    }
}
