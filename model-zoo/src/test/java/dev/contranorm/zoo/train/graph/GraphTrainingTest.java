package dev.contranorm.zoo.train.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.train.ResumeTest;
import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.train.TrainingResult;
import dev.contranorm.zoo.train.Trials;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training of graph networks: they learn, and they resume exactly. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GraphTrainingTest {
    @TempDir
    Path unbroken;

    @TempDir
    Path broken;

    private static TrialSpec gin(Protocol protocol, Object... changes) {
        Object[] given = {
            "dataset", "motifs",
            "dataset.graphs", 120L,
            "dataset.nodes", 10L,
            "backbone", "gin",
            "hidden", 16L,
            "epochs", 6L,
            "optimizer.learningRate", 0.01
        };
        Object[] all = Arrays.copyOf(given, given.length + changes.length);
        System.arraycopy(changes, 0, all, given.length, changes.length);
        return Trials.of(protocol, 4, all);
    }

    private static TrainingResult train(Path folder, TrialSpec spec, Trials.Recorder recorder, StopSignal stop)
            throws Exception {
        return new Trainer(new TrainingSettings(Optional.empty(), 2, Optional.of(folder), Duration.ofHours(1)))
                .train(spec, recorder, stop);
    }

    @Test
    void ginTellsMotifsApart() throws Exception {
        Trials.Recorder recorder = new Trials.Recorder();
        TrainingResult result =
                train(unbroken, gin(Protocol.CLEAN, "norm", "batch-norm", "epochs", 40L), recorder, StopSignal.never());

        assertThat(result.status()).isEqualTo(TrainingResult.Status.COMPLETED);
        assertThat(recorder.points.get("train/accuracy@40"))
                .as("three classes: chance is 0.33")
                .isGreaterThan(0.8);
        assertThat(result.metrics()).containsKeys("train/accuracy", "validation/accuracy", "test/accuracy");
        assertThat(recorder.points).containsKeys("layer/final/cosine@2", "layer/final/gradient-norm@1");
    }

    @ParameterizedTest
    @CsvSource({"PAPER, batch-norm, 7", "CLEAN, batch-norm, 13", "CLEAN, contra-norm, 9", "PAPER, pair-norm-si, 5"})
    void ginStoppedWithinAnEpochEndsWithTheSameBits(Protocol protocol, String norm, int stoppedAfter) throws Exception {
        TrialSpec spec = gin(protocol, "norm", norm, "dropEdge", 0.2);
        assertSameBits(spec, stoppedAfter);
    }

    @ParameterizedTest
    @CsvSource({"gcn", "gat", "deep-gat", "sgc"})
    void aNetworkOverNodesThatDropsEdgesEndsWithTheSameBits(String backbone) throws Exception {
        TrialSpec spec = Trials.of(
                Protocol.CLEAN,
                3,
                "dataset",
                "sbm",
                "dataset.nodes",
                120L,
                "dataset.features",
                16L,
                "norm",
                "contra-norm",
                "backbone",
                backbone,
                "dropEdge",
                0.3,
                "depth",
                3L,
                "epochs",
                8L);
        assertSameBits(spec, 5);
    }

    private void assertSameBits(TrialSpec spec, int stoppedAfter) throws Exception {
        Trials.Recorder whole = new Trials.Recorder();
        TrainingResult straight = train(unbroken, spec, whole, StopSignal.never());
        Trials.Recorder parts = new Trials.Recorder();
        int[] steps = {0};
        TrainingResult first = train(broken, spec, parts, () -> steps[0]++ == stoppedAfter);
        TrainingResult second = train(broken, spec, parts, StopSignal.never());

        assertThat(first.status()).isEqualTo(TrainingResult.Status.INTERRUPTED);
        assertThat(parts.firstEpochs).hasSize(2);
        assertThat(second.metrics()).isEqualTo(straight.metrics());
        assertThat(parts.points).isEqualTo(whole.points);
        assertThat(ResumeTest.weights(broken))
                .as("weights, running statistics, optimizer state and best epoch")
                .isEqualTo(ResumeTest.weights(unbroken));
    }

    @ParameterizedTest
    @CsvSource({"gcn", "gat"})
    void residualsLetTheLossOfADeepNetworkFall(String backbone) throws Exception {
        Trials.Recorder recorder = new Trials.Recorder();
        Object[] deep = {"norm", "pair-norm", "backbone", backbone, "depth", 64L, "residual", 1L, "layerNorm", true};
        train(unbroken, nodes(15, deep), recorder, StopSignal.never());

        assertThat(recorder.points.get("train/loss@15")).isLessThan(recorder.points.get("train/loss@1"));
    }

    @ParameterizedTest
    @CsvSource({"concat, 1", "concat, 4", "mean, 3"})
    void gatLearnsWithAnyHeads(String merge, long heads) throws Exception {
        TrialSpec spec =
                nodes(60, "norm", "none", "backbone", "gat", "heads", heads, "merge", merge, "outputHeads", 2L);
        TrainingResult result = train(unbroken, spec, new Trials.Recorder(), StopSignal.never());

        assertThat(result.metrics().get("test/accuracy"))
                .as("five classes: chance is 0.2")
                .isGreaterThan(0.45);
    }

    /** The nodes of a small graph with a clear signal, without dropout. */
    private static TrialSpec nodes(long epochs, Object... changes) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "dataset",
                "sbm",
                "dataset.nodes",
                120L,
                "dataset.features",
                16L,
                "dataset.signal",
                2.0,
                "dropout",
                0.0,
                "hidden",
                8L,
                "epochs",
                epochs,
                "optimizer.learningRate",
                0.02));
        for (int k = 0; k < changes.length; k += 2) {
            values.put((String) changes[k], changes[k + 1]);
        }
        if (values.get("backbone").equals("gat")) {
            values.put("attentionDropout", 0.0);
        }
        return Catalogue.load().resolve(values, Protocol.PAPER, 3);
    }

    @Test
    void headsThatDoNotShareTheWidthAreRefused() {
        assertThatThrownBy(() -> Trials.of(
                        Protocol.PAPER,
                        3,
                        "dataset",
                        "sbm",
                        "norm",
                        "none",
                        "backbone",
                        "gat",
                        "heads",
                        3L,
                        "hidden",
                        8L))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining("hidden: 8 is not a multiple of heads: 3")
                .hasMessageContaining("merge: mean");
    }
}
