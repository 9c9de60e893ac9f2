package dev.contranorm.zoo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.backbone.text.TextBackbone;
import dev.contranorm.zoo.backbone.text.TextInput;
import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.weights.SavedModel;
import dev.contranorm.zoo.weights.Weights;
import dev.contranorm.zoo.weights.WeightsFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Weights in the Hugging Face layout can be loaded and exported, and a SavedModel of the network gives the same results. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PublishedWeightsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bertA_posoff_s0.0_c3", "albertA_posoff_s0.0_c3"})
    void aNetworkAnswersTheSameFromPublishedWeightsItsExportAndItsSavedModel(String name) throws Exception {
        NetworkCase golden = Golden.networks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Map<String, GoldenArray> arrays = golden.arrays();
        JsonNode config = golden.meta().get("config");
        TextBackbone backbone = TextNetworks.MODELS.get(golden.model());
        Path published = Golden.folder()
                .resolve("nets")
                .resolve(golden.node().get("weights").asText());
        try (TrainGraph graph = new TrainGraph(9);
                TInt32 ids = TextNetworks.integers(arrays.get("input.input_ids"));
                TInt32 mask = TextNetworks.integers(arrays.get("input.attention_mask"));
                TInt32 types = TextNetworks.integers(arrays.get("input.token_type_ids"));
                TInt64 counter = TInt64.scalarOf(0)) {
            TextInput input =
                    TextInput.placeholders(graph, config.get("vocab_size").asInt(), 3);
            Operand<TFloat32> logits = backbone.prepare(TextNetworks.spec(config), input, Optional.empty(), graph)
                    .build(Pass.evaluation(graph))
                    .logits();
            Path exported = folder.resolve("exported");
            for (Path source : new Path[] {published, exported}) {
                try (TrainSession session = new TrainSession(graph, 1)) {
                    Weights.load(WeightsFolder.open(source), backbone.naming(), session, graph.parameters());
                    try (var result = session.runner(0, counter)
                            .feed(input.ids(), ids)
                            .feed(input.mask(), mask)
                            .feed(input.types(), types)
                            .fetch(logits)
                            .run()) {
                        Golden.assertClose(
                                source.toString(),
                                TrainSession.floats(result.get(0)),
                                arrays.get("logits0.f64"),
                                Golden.NETWORK);
                    }
                    Weights.save(
                            exported,
                            Map.of("model_type", golden.model()),
                            session,
                            Parameter.byName(graph.parameters()));
                    SavedModel.write(
                            folder.resolve("saved").resolve(source.getFileName()),
                            session,
                            Map.of(
                                    "input_ids", input.ids(),
                                    "attention_mask", input.mask(),
                                    "token_type_ids", input.types()),
                            Map.of("logits", logits));
                }
            }
            try (SavedModelBundle bundle = SavedModelBundle.load(
                            folder.resolve("saved/exported").toString());
                    var result =
                            bundle.call(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
                Golden.assertClose(
                        "SavedModel",
                        TrainSession.floats(result.get("logits").orElseThrow()),
                        arrays.get("logits0.f64"),
                        Golden.NETWORK);
            }
            assertThat(folder.resolve("exported/config.json")).exists();
        }
    }
}
