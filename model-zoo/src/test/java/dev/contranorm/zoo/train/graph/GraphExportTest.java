package dev.contranorm.zoo.train.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.graph.GraphSource;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.train.ModelExport;
import dev.contranorm.zoo.train.Trainer;
import dev.contranorm.zoo.train.Trials;
import dev.contranorm.zoo.train.loop.CheckpointHome;
import dev.contranorm.zoo.train.loop.Checkpoints;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.task.Task;
import dev.contranorm.zoo.train.task.TrainingSettings;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import dev.contranorm.zoo.weights.Naming;
import dev.contranorm.zoo.weights.WeightsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The export of networks over one graph and over batches of graphs. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GraphExportTest {
    private static final Naming AS_WRITTEN = new Naming("", List.of(), List.of());
    private static final int[] NODES = {7, 0, 119, 7};

    @TempDir
    Path folder;

    private TrainingSettings settings() {
        return new TrainingSettings(Optional.empty(), 1, Optional.of(folder.resolve("kept")), Duration.ZERO);
    }

    private Path exported(TrialSpec spec) throws Exception {
        new Trainer(settings()).train(spec, new Trials.Recorder(), StopSignal.never());
        Path exported = folder.resolve("exported");
        assertThat(ModelExport.write(spec, Optional.empty(), settings(), exported))
                .isEmpty();
        return exported;
    }

    private static float[] logits(Task task) {
        return task instanceof NodeTask nodes ? nodes.logits() : ((LabelReuseTask) task).logits();
    }

    /**
     * The end of training, the exported weights in a network built from config.json, and the SavedModel give the same numbers.
     */
    @ParameterizedTest
    @CsvSource({"gcn, PAPER", "deep-gcn, CLEAN", "gat, PAPER", "sgc, PAPER", "rev-gat, PAPER"})
    void anExportIsTheNetworkOfTheGraphThatItWasTrainedOn(String backbone, Protocol protocol) throws Exception {
        TrialSpec spec = backbone.equals("rev-gat") ? RevGatTrainingTest.spec(protocol, 1) : small(backbone, protocol);
        Path exported = exported(spec);

        JsonNode config =
                new ObjectMapper().readTree(exported.resolve("config.json").toFile());
        TrialSpec described = TrialSpec.parse(config.toString());
        assertThat(described).isEqualTo(spec);
        assertThat(config.path("hash").asText()).isEqualTo(spec.hash());
        int classes = config.path("num_classes").asInt();
        float[] trained = trained(spec);
        assertThat(trained).hasSize(classes * config.path("num_nodes").asInt());
        assertThat(loaded(described, exported)).containsExactly(trained);
        float[] served = served(exported, config, spec);
        for (int k = 0; k < NODES.length; k++) {
            for (int each = 0; each < classes; each++) {
                assertThat(served[k * classes + each]).isCloseTo(trained[NODES[k] * classes + each], within(1e-4f));
            }
        }
    }

    private static TrialSpec small(String backbone, Protocol protocol) {
        return backbone.equals("deep-gcn")
                ? Trials.small(protocol, 1)
                : Trials.of(
                        protocol,
                        1,
                        "dataset",
                        "sbm",
                        "dataset.nodes",
                        120L,
                        "backbone",
                        backbone,
                        "norm",
                        "contra-norm",
                        "epochs",
                        3L);
    }

    private float[] trained(TrialSpec spec) throws Exception {
        try (Task task = open(spec);
                CheckpointHome home = CheckpointHome.of(spec, settings(), task.testsBestEpoch())) {
            Checkpoints kept = home.resumable().orElseThrow();
            boolean best = (spec.protocol() == Protocol.CLEAN || task.testsBestEpoch()) && kept.restoreBest(task);
            assertThat(best || kept.resume(task).isPresent()).isTrue();
            return logits(task);
        }
    }

    private float[] loaded(TrialSpec spec, Path exported) throws Exception {
        try (Task task = open(spec)) {
            float[] fresh = logits(task);
            task.state().load(WeightsFolder.open(exported), AS_WRITTEN);
            float[] loaded = logits(task);
            assertThat(loaded).as("training changed the weights").isNotEqualTo(fresh);
            return loaded;
        }
    }

    private Task open(TrialSpec spec) throws DatasetException {
        return new NodeClassification().open(spec, settings());
    }

    private float[] served(Path exported, JsonNode config, TrialSpec spec) throws Exception {
        Map<String, Tensor> inputs = new HashMap<>();
        if (spec.backbone().equals("rev-gat")) {
            float[] features = CatalogueItem.named(GraphSource.class, spec.dataset())
                    .load(spec, Optional.empty())
                    .features()
                    .toDense();
            int width = config.path("num_features").asInt();
            inputs.put(
                    "features", TFloat32.tensorOf(Shape.of(features.length / width, width), DataBuffers.of(features)));
        }
        inputs.put("nodes", TInt32.vectorOf(NODES));
        try (SavedModelBundle bundle =
                        SavedModelBundle.load(exported.resolve("saved_model").toString());
                var result = bundle.call(inputs)) {
            return TrainSession.floats((TFloat32) result.get("logits").orElseThrow());
        } finally {
            inputs.values().forEach(Tensor::close);
        }
    }

    @Test
    void aNetworkOverBatchesOfGraphsIsWrittenWithoutASavedModelAndSaysWhy() throws Exception {
        TrialSpec spec = Trials.of(
                Protocol.PAPER,
                1,
                "dataset",
                "motifs",
                "backbone",
                "gin",
                "norm",
                "none",
                "depth",
                2L,
                "hidden",
                8L,
                "epochs",
                1L);
        new Trainer(settings()).train(spec, new Trials.Recorder(), StopSignal.never());
        Path exported = folder.resolve("exported");

        assertThat(ModelExport.write(spec, Optional.empty(), settings(), exported))
                .hasValueSatisfying(reason -> assertThat(reason).contains("a batch of graphs"));

        assertThat(exported.resolve("saved_model")).doesNotExist();
        assertThat(Files.readString(exported.resolve("config.json"))).contains("\"backbone\" : \"gin\"");
        try (Task task = new GraphClassification().open(spec, settings())) {
            task.state().load(WeightsFolder.open(exported), AS_WRITTEN);
            var kept = CheckpointHome.of(spec, settings(), false).resumable().orElseThrow();
            var scores = task.evaluate();
            assertThat(kept.resume(task)).isPresent();
            assertThat(task.evaluate()).isEqualTo(scores);
        }
    }
}
