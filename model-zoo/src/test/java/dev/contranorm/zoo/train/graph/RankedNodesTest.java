package dev.contranorm.zoo.train.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.format.NumpyWriter;
import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.train.TrainingResult;
import dev.contranorm.zoo.train.Trials;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A graph of two classes of different size in the layout of minesweeper, which is evaluated with ROC AUC. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RankedNodesTest {
    private static final int NODES = 120;
    private static final int WIDTH = 6;
    private static final int EPOCHS = 40;

    @TempDir
    Path data;

    private Trials.Recorder recorder;

    /**
     * Every fourth node has class 1, with noisy features. Whether node k is for training, validation or test depends on (k / 4)
     * mod 3.
     */
    private void write(IntPredicate positive) throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        TreeMap<String, byte[]> arrays = new TreeMap<>();
        arrays.put("node_labels", NumpyWriter.array("<i8", new int[] {NODES}, k -> positive.test(k) ? 1 : 0));
        arrays.put("node_features", NumpyWriter.array("<f4", new int[] {NODES, WIDTH}, k -> {
            boolean marked = positive.test(k / WIDTH) && k % WIDTH == 0;
            return random.nextGaussian() + (marked ? 1.5 : 0);
        }));
        arrays.put("edges", NumpyWriter.array("<i8", new int[] {NODES, 2}, k -> (k / 2 + k % 2 * 4) % NODES));
        List<String> parts = List.of("train_masks", "val_masks", "test_masks");
        for (String part : parts) {
            arrays.put(
                    part,
                    NumpyWriter.array(
                            "|b1", new int[] {10, NODES}, k -> k % NODES / 4 % 3 == parts.indexOf(part) ? 1 : 0));
        }
        NumpyWriter.archive(data.resolve("heterophilous/minesweeper.npz"), arrays);
    }

    private static TrialSpec spec(Protocol protocol, Object... changes) {
        Stream<Object> usual = Stream.of(
                "dataset",
                "minesweeper",
                "backbone",
                "deep-gcn",
                "norm",
                "none",
                "depth",
                2L,
                "hidden",
                8L,
                "epochs",
                (long) EPOCHS,
                "optimizer.learningRate",
                0.05);
        return Trials.of(protocol, 1, Stream.concat(usual, Stream.of(changes)).toArray());
    }

    private TrainingResult train(TrialSpec spec) throws Exception {
        recorder = new Trials.Recorder();
        Trainer trainer = new Trainer(TrainingSettings.withoutCheckpoints(Optional.of(data), 1));
        return trainer.train(spec, recorder, StopSignal.never());
    }

    @Test
    void theBestEpochIsChosenByTheAreaUnderTheCurveUnlessAccuracyIsAskedFor() throws Exception {
        write(node -> node % 4 == 0);

        assertBest("roc-auc", train(spec(Protocol.CLEAN)));
        int byArea = best("roc-auc");
        assertBest("accuracy", train(spec(Protocol.CLEAN, "dataset.selection", "accuracy")));

        assertThat(byArea).as("both selections must differ in this test").isNotEqualTo(best("accuracy"));
        List<Double> areas = recorder.curve("validation/roc-auc", EPOCHS);
        assertThat(areas).doesNotContainNull().allMatch(area -> area >= 0 && area <= 1);
        assertThat(Collections.max(areas))
                .as("the features separate the classes")
                .isGreaterThan(0.7);
    }

    private int best(String score) {
        List<Double> curve = recorder.curve("validation/" + score, EPOCHS);
        return curve.indexOf(Collections.max(curve)) + 1;
    }

    private void assertBest(String score, TrainingResult result) {
        for (String metric : List.of("validation/roc-auc", "test/roc-auc", "validation/accuracy", "test/accuracy")) {
            assertThat(result.metrics()).containsEntry(metric, recorder.points.get(metric + "@" + best(score)));
        }
    }

    @Test
    void aReversibleNetworkSelectsTheBestEpochByTheAreaUnderTheCurve() throws Exception {
        write(node -> node % 4 == 0);
        assertBest("roc-auc", train(spec(Protocol.CLEAN, "backbone", "rev-gat", "heads", 2L)));
    }

    @Test
    void aPartOfOneClassIsRefusedBeforeTraining() throws Exception {
        write(node -> node / 4 % 3 != 2 && node % 4 == 0);

        assertThatThrownBy(() -> train(spec(Protocol.PAPER)))
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        "minesweeper: the test nodes of the split have 1 of 2 classes, but ROC AUC needs exactly two;"
                                + " fetch the published files again, or choose another dataset.split");
    }

    @Test
    void onlyTheseDatasetsHaveASelectionParameter() {
        assertThatThrownBy(() -> spec(Protocol.CLEAN, "dataset.selection", "roc"))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining("dataset.selection: 'roc' is unknown");
        assertThatThrownBy(() -> spec(Protocol.CLEAN, "dataset", "roman-empire", "dataset.selection", "accuracy"))
                .isInstanceOf(InvalidTrialException.class)
                .hasMessageContaining("dataset.selection");
    }
}
