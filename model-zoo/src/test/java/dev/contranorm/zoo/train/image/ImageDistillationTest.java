package dev.contranorm.zoo.train.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.zoo.backbone.image.Deit;
import dev.contranorm.zoo.data.image.ImageBatch;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.task.ExportedWeights;
import dev.contranorm.zoo.train.task.NetworkState;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import dev.contranorm.zoo.weights.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Students that learn from a teacher's folder, without labels. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImageDistillationTest {
    private static final int SIDE = 8;
    private static final int CLASSES = 3;
    private static final int BATCH = 12;

    @TempDir
    Path folder;

    private static TrialSpec spec(String norm, long hidden, long heads, Map<String, Object> changes) {
        Map<String, Object> values = new HashMap<>();
        values.put("dataset", "synthetic-images");
        values.put("backbone", "deit-tiny");
        values.put("norm", norm);
        values.put("depth", 2L);
        values.put("hidden", hidden);
        values.put("heads", heads);
        values.put("patch", 4L);
        values.put("image", (long) SIDE);
        values.put("batch", (long) BATCH);
        values.put("dropPath", 0.0);
        values.put("optimizer.learningRate", 0.4);
        values.put("optimizer.warmupEpochs", 0L);
        values.put("optimizer.weightDecay", 0.0);
        values.putAll(changes);
        return Catalogue.load().resolve(values, Protocol.PAPER, 1);
    }

    private static ImageNetwork network(TrialSpec spec, Optional<ImageTeacher> teacher) throws WeightsException {
        return new ImageNetwork(spec, Deit.TINY, CLASSES, 1000, teacher, 2);
    }

    /** Images with one bright colour, which is the class. */
    private static ImageBatch batch(long seed, boolean labelled) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] pixels = new float[BATCH * 3 * SIDE * SIDE];
        int[] labels = new int[BATCH];
        float[] targets = new float[BATCH * CLASSES];
        for (int row = 0; row < BATCH; row++) {
            labels[row] = random.nextInt(CLASSES);
            for (int k = 0; k < 3 * SIDE * SIDE; k++) {
                boolean bright = k / (SIDE * SIDE) == labels[row];
                pixels[row * 3 * SIDE * SIDE + k] = (float) (random.nextGaussian() + (bright ? 1 : -1));
            }
            for (int k = 0; k < CLASSES; k++) {
                targets[row * CLASSES + k] = labelled ? (k == labels[row] ? 1 : 0) : 1f / CLASSES;
            }
        }
        return new ImageBatch(BATCH, SIDE, pixels, labels, targets);
    }

    private static double accuracy(ImageNetwork network) {
        ImageScores scores = new ImageScores(CLASSES);
        for (int k = 0; k < 10; k++) {
            ImageBatch batch = batch(1000 + k, true);
            scores.add(batch, network.logits(batch));
        }
        TreeMap<String, Double> found = new TreeMap<>();
        scores.into(found, "test");
        return found.get("test/accuracy");
    }

    private Path teacher(String norm, Map<String, Object> changes) throws Exception {
        TrialSpec spec = spec(norm, 32, 4, changes);
        try (ImageNetwork teacher = network(spec, Optional.empty())) {
            for (int step = 0; step < 60; step++) {
                teacher.step(step, batch(step, true));
            }
            assertThat(accuracy(teacher)).as("the teacher's own").isGreaterThan(0.95);
            Path place = folder.resolve("teacher-" + norm);
            teacher.state().export(place, teacher.presentation(ExportedWeights.TRAINED));
            return place;
        }
    }

    @ParameterizedTest
    @CsvSource({"soft, none, false", "hard, contra-norm, true"})
    void aStudentLearnsWithoutLabels(String kind, String norm, boolean distilledTeacher) throws Exception {
        Path place = teacher(norm, Map.of("distilled", distilledTeacher));
        TrialSpec spec = spec(
                "none",
                16,
                2,
                Map.of(
                        "distilled",
                        true,
                        "distillation.kind",
                        kind,
                        "distillation.teacher",
                        "teacher",
                        "distillation.alpha",
                        1.0,
                        "distillation.temperature",
                        2.0));
        try (ImageNetwork student = network(spec, Optional.of(ImageTeacher.open(place, CLASSES)))) {
            double first = student.step(0, batch(0, false));
            double last = first;
            for (int step = 1; step < 80; step++) {
                last = student.step(step, batch(step, false));
            }
            assertThat(last).isLessThan(first / 2);
            assertThat(accuracy(student)).isGreaterThan(0.9);
        }
    }

    @ParameterizedTest
    @CsvSource({"none, 4", "contra-norm, 2"})
    void anExportedTeacherGivesTheSameLogits(String norm, long heads) throws Exception {
        TrialSpec spec = spec(norm, 16, heads, Map.of("layerScale", 0.5));
        ImageBatch batch = batch(5, true);
        float[] wanted;
        Path place = folder.resolve("again");
        try (ImageNetwork teacher = network(spec, Optional.empty())) {
            teacher.step(1, batch);
            wanted = teacher.logits(batch);
            teacher.state().export(place, teacher.presentation(ExportedWeights.TRAINED));
        }
        ImageTeacher teacher = ImageTeacher.open(place, CLASSES);
        try (TrainGraph graph = new TrainGraph(99)) {
            ImageFeed feed = ImageFeed.placeholders(graph, SIDE, CLASSES);
            Operand<TFloat32> logits = teacher.logits(graph, feed.input());
            assertThat(graph.trained()).isEmpty();
            assertThat(graph.saved()).isEmpty();
            try (NetworkState state = new NetworkState(graph, new TrainSession(graph, 2))) {
                state.load(teacher.weights(), ImageTeacher.NAMING, graph.frozen());
                float[] said =
                        feed.with(batch, state.runner().fetch(logits), result -> TrainSession.floats(result.get(0)));
                assertThat(said).containsExactly(wanted, within(1e-6f));
            }
        }
    }

    @Test
    void aTeacherOfOtherClassesIsRefused() throws Exception {
        Path place = folder.resolve("exported");
        TrialSpec spec = spec("none", 16, 2, Map.of());
        try (ImageNetwork teacher = network(spec, Optional.empty())) {
            teacher.state().export(place, teacher.presentation(ExportedWeights.TRAINED));
        }
        assertThatThrownBy(() -> ImageTeacher.open(place, 5))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("has 3 classes, but the dataset has 5");
        assertThatThrownBy(() -> ImageTeacher.open(folder.resolve("nowhere"), CLASSES))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void aTeacherWithoutASpecificationNeedsItsNumberOfHeads() throws Exception {
        Path place = folder.resolve("published");
        TrialSpec spec = spec("none", 32, 4, Map.of());
        try (ImageNetwork teacher = network(spec, Optional.empty())) {
            teacher.state().export(place, teacher.presentation(ExportedWeights.TRAINED));
        }
        Files.delete(place.resolve("config.json"));
        assertThatThrownBy(() -> ImageTeacher.open(place, CLASSES)).hasMessageContaining("num_heads");
        new ObjectMapper().writeValue(place.resolve("config.json").toFile(), Map.of("num_heads", 4));
        assertThat(ImageTeacher.open(place, CLASSES).spec().integer("heads")).isEqualTo(4);
        assertThat(ImageTeacher.open(place, CLASSES).spec().integer("depth")).isEqualTo(2);
        assertThat(ImageTeacher.open(place, CLASSES).spec().flag("distilled")).isFalse();
    }

    @Test
    void aTeacherWithContraNormNeedsItsSettings() throws Exception {
        Path place = folder.resolve("exported");
        TrialSpec spec = spec("contra-norm", 32, 4, Map.of("norm.scale", 0.5));
        try (ImageNetwork teacher = network(spec, Optional.empty())) {
            teacher.state().export(place, teacher.presentation(ExportedWeights.TRAINED));
        }
        Path config = place.resolve("config.json");
        Files.delete(config);
        assertThatThrownBy(() -> ImageTeacher.open(place, CLASSES))
                .hasMessageContaining("write the settings of its ContraNorm into config.json");
        Map<String, Object> norm = Map.of("name", "contra-norm", "scale", 0.5, "temperature", 1, "preNorm", false);
        new ObjectMapper()
                .writeValue(config.toFile(), Map.of("norm", norm, "model_args", Map.of("num_heads", 4, "depth", 2)));
        TrialSpec read = ImageTeacher.open(place, CLASSES).spec();
        assertThat(read.norm()).isEqualTo("contra-norm");
        assertThat(read.number("norm.scale")).isEqualTo(0.5);
        assertThat(read.flag("norm.preNorm")).isFalse();
        assertThat(read.integer("heads")).isEqualTo(4);
    }
}
