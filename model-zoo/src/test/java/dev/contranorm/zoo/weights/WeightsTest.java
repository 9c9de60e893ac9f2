package dev.contranorm.zoo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WeightsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        write("bert.encoder.weight", "bert.LayerNorm.bias", "classifier.weight");
        try (TrainGraph graph = graph(2, "bert.encoder.weight", "bert.LayerNorm.bias", "classifier.weight");
                TrainSession session = new TrainSession(graph, 1)) {
            Weights.load(WeightsFolder.open(folder), Naming.BERT, session, graph.parameters());
            assertThat(session.values().get("bert.encoder.weight")).containsOnly(1f);
            assertThat(session.values().get("classifier.weight")).containsOnly(1f);
        }
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("config.json").toFile())
                        .get("model_type")
                        .asText())
                .isEqualTo("bert");
    }

    @Test
    void oldNamesBareEncodersAndPretrainingHeadsAreAccepted() throws Exception {
        write("encoder.LayerNorm.gamma", "bert.encoder.LayerNorm.beta", "cls.predictions.bias");
        try (TrainGraph graph =
                        graph(2, "bert.encoder.LayerNorm.weight", "bert.encoder.LayerNorm.bias", "classifier.weight");
                TrainSession session = new TrainSession(graph, 1)) {
            Weights.load(WeightsFolder.open(folder), Naming.BERT, session, graph.parameters());
            assertThat(session.values().get("bert.encoder.LayerNorm.weight")).containsOnly(1f);
            assertThat(session.values().get("bert.encoder.LayerNorm.bias")).containsOnly(1f);
            assertThat(session.values().get("classifier.weight"))
                    .as("keeps its initial values")
                    .containsOnly(2f);
        }
    }

    @Test
    void aPlainLayerNormGoesIntoTheNormThatTookItsPlace() throws Exception {
        write("blocks.0.norm1.weight", "blocks.0.ls1.gamma");
        try (TrainGraph graph = graph(
                        2, "blocks.0.norm1.layernorm.weight", "blocks.0.norm1.scale_param", "blocks.0.ls1.gamma");
                TrainSession session = new TrainSession(graph, 1)) {
            Weights.load(WeightsFolder.open(folder), Naming.DEIT, session, graph.parameters());
            assertThat(session.values().get("blocks.0.norm1.layernorm.weight")).containsOnly(1f);
            assertThat(session.values().get("blocks.0.ls1.gamma")).containsOnly(1f);
        }
    }

    @Test
    void aMissingTensorIsNamed() throws Exception {
        write("bert.a.weight");
        refused("tensor 'bert.b.weight' is missing", "bert.a.weight", "bert.b.weight");
    }

    @Test
    void anUnexpectedTensorIsNamed() throws Exception {
        write("bert.a.weight", "bert.encoder.layer.7.weight");
        refused("'bert.encoder.layer.7.weight' does not exist", "bert.a.weight");
    }

    @Test
    void aWrongShapeIsNamed() throws Exception {
        write("bert.a.weight");
        try (TrainGraph graph = new TrainGraph(0)) {
            graph.parameter("bert.a.weight", Initialiser.constant(2), 3, 2);
            try (TrainSession session = new TrainSession(graph, 1)) {
                assertThatThrownBy(() ->
                                Weights.load(WeightsFolder.open(folder), Naming.BERT, session, graph.parameters()))
                        .hasMessageContaining("'bert.a.weight' has shape [2, 3], but the network needs [3, 2]");
            }
        }
    }

    @Test
    void shardsAreFoundThroughTheirIndexAndMissingOnesAreNamed() throws Exception {
        write("bert.a.weight");
        Files.move(folder.resolve("model.safetensors"), folder.resolve("model-00001-of-00001.safetensors"));
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{\"bert.a.weight\":\"model-00001-of-00001.safetensors\"}}");
        assertThat(WeightsFolder.open(folder).values("bert.a.weight")).containsOnly(1f);
        Files.writeString(index, "{\"weight_map\":{\"bert.b.weight\":\"model-00001-of-00001.safetensors\"}}");
        assertThatThrownBy(() -> WeightsFolder.open(folder)).hasMessageContaining("lacks tensor 'bert.b.weight'");
    }

    @Test
    void aDamagedSetOfShardsIsRefused() throws Exception {
        write("bert.a.weight");
        Files.move(folder.resolve("model.safetensors"), folder.resolve("model-00001-of-00002.safetensors"));
        Path index = folder.resolve("model.safetensors.index.json");
        String first = "\"bert.a.weight\":\"model-00001-of-00002.safetensors\"";
        Files.writeString(
                index, "{\"weight_map\":{" + first + ",\"bert.b.weight\":\"model-00002-of-00002.safetensors\"}}");
        assertThatThrownBy(() -> WeightsFolder.open(folder))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("model-00002-of-00002.safetensors: cannot be read");
        String overlapping = "{\"bert.b.weight\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
                + "\"bert.c.weight\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}";
        ByteBuffer bytes = ByteBuffer.allocate(8 + overlapping.length() + 3).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(overlapping.length()).put(overlapping.getBytes(StandardCharsets.UTF_8));
        Path second = folder.resolve("model-00002-of-00002.safetensors");
        Files.write(second, bytes.array());
        assertThatThrownBy(() -> WeightsFolder.open(folder)).hasMessageContaining("tensor 'bert.c.weight' overlaps");
        Files.write(second, Arrays.copyOf(bytes.array(), 40));
        assertThatThrownBy(() -> WeightsFolder.open(folder))
                .hasMessageContaining("00002-of-00002.safetensors")
                .hasMessageContaining("header is truncated");
        Files.writeString(index, "{\"weight_map\":{}}");
        assertThatThrownBy(() -> WeightsFolder.open(folder)).hasMessageContaining("weight_map is empty");
        Files.writeString(index, "{\"weight_map\":");
        assertThatThrownBy(() -> WeightsFolder.open(folder)).hasMessageContaining("cannot be read as JSON");
    }

    @Test
    void shardsThatFitTogetherButNotTheNetworkAreRefusedByTheTensor() throws Exception {
        write("bert.a.weight");
        Files.move(folder.resolve("model.safetensors"), folder.resolve("model-00001-of-00001.safetensors"));
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"weight_map\":{\"bert.a.weight\":\"model-00001-of-00001.safetensors\"}}");
        refused("tensor 'bert.b.weight' is missing", "bert.a.weight", "bert.b.weight");
        refused("'bert.a.weight' does not exist", "bert.b.weight");
    }

    @Test
    void aSavedModelAnswersThroughItsSignature() throws Exception {
        try (TrainGraph graph = graph(2, "weight")) {
            Placeholder<TFloat32> x = graph.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
            Operand<TFloat32> y =
                    graph.ops().math.mul(x, graph.parameters().get(0).value());
            try (TrainSession session = new TrainSession(graph, 1)) {
                SavedModel.write(folder.resolve("saved"), session, Map.of("x", x), Map.of("y", y));
            }
        }
        try (SavedModelBundle bundle =
                        SavedModelBundle.load(folder.resolve("saved").toString());
                TFloat32 x =
                        TFloat32.tensorOf(Shape.of(2, 3), data -> data.scalars().forEach(cell -> cell.setFloat(5)));
                var result = bundle.call(Map.of("x", x))) {
            assertThat(((TFloat32) result.get("y").orElseThrow()).getFloat(1, 2))
                    .isEqualTo(10f);
        }
    }

    private void refused(String message, String... names) throws Exception {
        try (TrainGraph graph = graph(2, names);
                TrainSession session = new TrainSession(graph, 1)) {
            assertThatThrownBy(() -> Weights.load(WeightsFolder.open(folder), Naming.BERT, session, graph.parameters()))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining(message);
            assertThat(session.values().values())
                    .allSatisfy(value -> assertThat(value).containsOnly(2f));
        }
    }

    private static TrainGraph graph(float value, String... names) {
        TrainGraph graph = new TrainGraph(0);
        for (String name : names) {
            graph.parameter(name, Initialiser.constant(value), 2, 3);
        }
        return graph;
    }

    /** Writes tensors of ones. */
    private void write(String... names) throws Exception {
        try (TrainGraph graph = graph(1, names);
                TrainSession session = new TrainSession(graph, 1)) {
            Weights.save(folder, Map.of("model_type", "bert"), session, Parameter.byName(graph.parameters()));
            for (Parameter parameter : graph.parameters()) {
                assertThat(WeightsFolder.open(folder).shape(parameter.name())).containsExactly(2, 3);
            }
        }
    }
}
