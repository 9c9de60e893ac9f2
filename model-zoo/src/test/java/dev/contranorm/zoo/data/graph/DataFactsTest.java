package dev.contranorm.zoo.data.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.backbone.graph.GraphInput;
import dev.contranorm.zoo.data.PublishedFacts;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import dev.contranorm.zoo.golden.Golden;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the real files with the facts that the published code read from them: every dataset and every fact in {@code
 * data_facts.json}.
 */
class DataFactsTest {
    static Stream<String> datasets() {
        return Golden.json("data_facts.json").properties().stream().map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void theFilesHoldWhatThePublishedCodeReads(String name) throws Exception {
        Map<String, Object> found = facts(GraphFiles.load(name, GraphFiles.data()), name);

        Golden.json("data_facts.json").get(name).properties().forEach(fact -> {
            if (!fact.getKey().equals("test_index_used")) {
                assertThat(found).as("facts that this test checks").containsKey(fact.getKey());
                check(fact.getKey(), found.get(fact.getKey()), fact.getValue());
            }
        });
    }

    /** Facts of the graphs whose files are present. */
    @Test
    void theFactsOnRecordAreThoseOfTheFiles() throws Exception {
        Path data = GraphFiles.data();
        int checked = 0;
        for (GraphSource source : sources()) {
            List<String> places = source.places(data);
            if (!places.isEmpty() && places.stream().allMatch(place -> Files.exists(data.resolve(place)))) {
                TrialSpec spec = GraphFiles.trialOn(source.entry().name());
                assertThat(source.inspect(spec, Optional.of(data)))
                        .as(source.entry().name())
                        .isEqualTo(source.published(spec));
                checked++;
            }
        }
        assertThat(checked).isPositive();
    }

    /** All graphs but the generated one, which depends on its parameters. */
    private static List<GraphSource> sources() {
        return CatalogueItem.all().stream()
                .filter(GraphSource.class::isInstance)
                .map(GraphSource.class::cast)
                .filter(source -> !(source instanceof BlockModelDataset))
                .toList();
    }

    @Test
    void everyPublishedGraphIsOnRecord() {
        for (GraphSource source : sources()) {
            assertThat(PublishedFacts.of(source.entry().name()))
                    .as(source.entry().name())
                    .containsKeys("nodes", "features", "classes", "splits");
        }
    }

    private static void check(String fact, Object found, JsonNode wanted) {
        if (found instanceof CsrMatrix matrix) {
            for (int k = 0; k < wanted.size(); k++) {
                assertThat(matrix.column()[k])
                        .as(fact)
                        .isEqualTo(wanted.get(k).get(0).asInt());
                assertThat((double) matrix.value()[k])
                        .as(fact)
                        .isCloseTo(wanted.get(k).get(1).asDouble(), within(1e-7));
            }
            assertThat(matrix.rowStart()[1]).as(fact).isGreaterThanOrEqualTo(wanted.size());
        } else if (found instanceof Double number) {
            assertThat(number).as(fact).isCloseTo(wanted.asDouble(), within(0.05));
        } else if (found instanceof int[] numbers) {
            assertThat(numbers)
                    .as(fact)
                    .startsWith(wanted.valueStream().mapToInt(JsonNode::asInt).toArray());
        } else if (found instanceof Map<?, ?> inner) {
            wanted.properties()
                    .forEach(each -> check(fact + "." + each.getKey(), inner.get(each.getKey()), each.getValue()));
        } else {
            assertThat(String.valueOf(found)).as(fact).isEqualTo(wanted.asText());
        }
    }

    private static Map<String, Object> facts(GraphDataset graph, String name) throws Exception {
        NodeSplit split = graph.splits().get(0);
        NodeSplit reference = split.testingTheRest();
        GraphInput input = GraphInput.of(graph);
        CsrMatrix looped = GraphPreprocessing.addSelfLoops(graph.adjacency());
        int[] degrees = IntStream.range(0, graph.nodes())
                .map(node -> graph.adjacency().rowStart()[node + 1]
                        - graph.adjacency().rowStart()[node])
                .toArray();
        Map<String, Object> facts = new TreeMap<>();
        facts.put("n", graph.nodes());
        facts.put("f", graph.features().columns());
        facts.put("classes", graph.classes());
        facts.put("edge_index_cols", graph.adjacency().nonZeros());
        facts.put("adj_nnz", input.propagation().nonZeros());
        facts.put("adj_nnz_after_symmetrise_plus_eye", looped.nonZeros());
        facts.put("self_loop_diag2", count(looped.value(), 2));
        facts.put("train", NodeSplit.count(split.train()));
        facts.put("val", NodeSplit.count(split.validation()));
        facts.put("test", NodeSplit.count(reference.test()));
        facts.put(
                "split0",
                Map.of(
                        "train", NodeSplit.count(split.train()),
                        "val", NodeSplit.count(split.validation()),
                        "test_reference", NodeSplit.count(reference.test()),
                        "test_split", NodeSplit.count(split.test())));
        facts.put("x_sum", sum(input.features().value()));
        facts.put("x_raw_nnz", graph.features().value().length);
        facts.put("x_row0_nz", input.features());
        facts.put("adj_row0", input.propagation());
        facts.put("label_counts", labelCounts(graph));
        facts.put("train_idx_first", indices(split.train()));
        int[] validation = indices(split.validation());
        facts.put("val_idx_first_last", new int[] {validation[0], validation[validation.length - 1]});
        facts.put("isolated", (int)
                IntStream.of(degrees).filter(degree -> degree == 0).count());
        facts.put("max_deg", IntStream.of(degrees).max().orElseThrow() + 1);
        facts.put("zero_feature_rows", emptyRows(graph.features()));
        facts.put("y_sha", sha(graph.labels()));
        if (name.equals("chameleon") || name.equals("squirrel")) {
            facts.put(
                    "directed_edges",
                    GraphFiles.load(name + "-directed", GraphFiles.data())
                            .adjacency()
                            .nonZeros());
        }
        return facts;
    }

    private static int count(float[] values, float wanted) {
        int count = 0;
        for (float value : values) {
            count += value == wanted ? 1 : 0;
        }
        return count;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static int[] labelCounts(GraphDataset graph) {
        int[] counts = new int[graph.classes()];
        for (int label : graph.labels()) {
            counts[label]++;
        }
        return counts;
    }

    private static int[] indices(boolean[] mask) {
        return IntStream.range(0, mask.length).filter(node -> mask[node]).toArray();
    }

    private static int emptyRows(FeatureMatrix features) {
        return (int) IntStream.range(0, features.rows())
                .filter(row -> features.start(row) == features.start(row + 1))
                .count();
    }

    /** Over labels as 64-bit little-endian numbers. */
    private static String sha(int[] labels) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * labels.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int label : labels) {
            bytes.putLong(label);
        }
        return DigestUtils.sha256Hex(bytes.array());
    }
}
