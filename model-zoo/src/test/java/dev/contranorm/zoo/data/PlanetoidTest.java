package dev.contranorm.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.backbone.graph.GraphInput;
import dev.contranorm.zoo.golden.Golden;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published files of Cora and CiteSeer, whole and damaged. */
class PlanetoidTest {
    @TempDir
    Path copy;

    @BeforeEach
    void needsData() {
        assumeTrue(Golden.dataFolder().isPresent(), "SWEEP_DATA names no data folder");
    }

    private static GraphDataset load(String name, Path folder) throws DatasetException {
        GraphSource source = name.equals("cora") ? new PlanetoidDataset.Cora() : new PlanetoidDataset.CiteSeer();
        return source.load(
                Catalogue.load()
                        .resolve(Map.of("dataset", name, "backbone", "deep-gcn", "norm", "none"), Protocol.PAPER, 0),
                Optional.of(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cora", "citeseer"})
    void theFilesHoldThePublishedGraph(String name) throws Exception {
        JsonNode facts = Golden.json("data_facts.json").get(name);
        GraphDataset graph = load(name, Golden.dataFolder().orElseThrow());
        NodeSplit split = graph.splits().get(0);
        GraphInput input = GraphInput.of(graph);

        assertThat(graph.nodes()).isEqualTo(facts.get("n").asInt());
        assertThat(graph.features().columns()).isEqualTo(facts.get("f").asInt());
        assertThat(graph.classes()).isEqualTo(facts.get("classes").asInt());
        assertThat(graph.adjacency().nonZeros())
                .isEqualTo(facts.get("edge_index_cols").asInt());
        assertThat(input.propagation().nonZeros())
                .isEqualTo(facts.get("adj_nnz").asInt());
        assertThat(graph.features().value()).hasSize(facts.get("x_raw_nnz").asInt());
        assertThat(NodeSplit.count(split.train())).isEqualTo(facts.get("train").asInt());
        assertThat(NodeSplit.count(split.validation()))
                .isEqualTo(facts.get("val").asInt());
        assertThat(NodeSplit.count(split.test()))
                .as("Planetoid's own test nodes")
                .isEqualTo(1000);
        assertThat(NodeSplit.count(split.testingTheRest().test()))
                .isEqualTo(facts.get("test").asInt());
        int[] counts = new int[graph.classes()];
        for (int label : graph.labels()) {
            counts[label]++;
        }
        assertThat(counts)
                .isEqualTo(facts.get("label_counts")
                        .valueStream()
                        .mapToInt(JsonNode::asInt)
                        .toArray());
        checkFirstRow((CsrMatrix) input.features(), facts.get("x_row0_nz"));
        checkFirstRow(input.propagation(), facts.get("adj_row0"));
        double sum = 0;
        for (float value : input.features().value()) {
            sum += value;
        }
        assertThat(sum).isCloseTo(facts.get("x_sum").asDouble(), org.assertj.core.data.Offset.offset(0.05));
        int isolated = 0;
        int degree = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            int neighbours =
                    graph.adjacency().rowStart()[node + 1] - graph.adjacency().rowStart()[node];
            isolated += neighbours == 0 ? 1 : 0;
            degree = Math.max(degree, neighbours);
        }
        assertThat(isolated).isEqualTo(facts.get("isolated").asInt());
        assertThat(degree)
                .isBetween(
                        facts.get("max_deg").asInt() - 1, facts.get("max_deg").asInt());
    }

    private static void checkFirstRow(CsrMatrix matrix, JsonNode expected) {
        for (int k = 0; k < expected.size(); k++) {
            assertThat(matrix.column()[k]).isEqualTo(expected.get(k).get(0).asInt());
            assertThat((double) matrix.value()[k])
                    .isCloseTo(expected.get(k).get(1).asDouble(), org.assertj.core.data.Offset.offset(1e-7));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tx", "allx", "y", "ty", "ally", "graph", "test.index"})
    void aTruncatedFileIsNamed(String part) throws Exception {
        copyCora();
        Path file = file(part);
        byte[] whole = Files.readAllBytes(file);
        TreeSet<Integer> lengths = new TreeSet<>();
        for (int k = 0; k < 12; k++) {
            lengths.add(k);
            lengths.add((int) ((long) whole.length * k / 12));
            // The last byte of the text file is a line's end, which nobody misses.
            lengths.add(whole.length - 2 - k);
        }
        for (int length : lengths) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> load("cora", copy))
                    .as("%s cut to %d of %d bytes", part, length, whole.length)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining(file.getParent().toString())
                    .extracting(thrown -> ((DatasetException) thrown).kind())
                    .isEqualTo(DatasetException.Kind.DAMAGED);
        }
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> load("cora", copy)).hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"allx", "ally", "graph", "test.index"})
    void garbageInAFileIsNeverAnythingButADatasetException(String part) throws Exception {
        copyCora();
        Path file = file(part);
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(5);
        List<String> wrong = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            byte[] bytes = whole.clone();
            for (int k = 0; k < 1 + round; k++) {
                // The head holds the structure; damage there is the worst.
                bytes[random.nextInt(round % 2 == 0 ? Math.min(400, bytes.length) : bytes.length)] =
                        (byte) random.nextInt();
            }
            Files.write(file, bytes);
            Throwable thrown = catchThrowable(() -> load("cora", copy));
            if (thrown != null && !(thrown instanceof DatasetException)) {
                wrong.add("round " + round + ": " + thrown);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aMissingFileIsNamedWithItsFolderAndItsPublicAddress() throws Exception {
        copyCora();
        Files.delete(file("graph"));

        assertThatThrownBy(() -> load("cora", copy))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("ind.cora.graph")
                .hasMessageContaining(copy.resolve("cora").resolve("raw").toString())
                .hasMessageContaining("https://github.com/kimiyoung/planetoid")
                .extracting(thrown -> ((DatasetException) thrown).kind())
                .isEqualTo(DatasetException.Kind.MISSING);
    }

    private Path file(String part) {
        return copy.resolve("cora").resolve("raw").resolve("ind.cora." + part);
    }

    private void copyCora() throws IOException {
        Path from = Golden.dataFolder().orElseThrow().resolve("cora").resolve("raw");
        Files.createDirectories(copy.resolve("cora").resolve("raw"));
        for (String part : PlanetoidFiles.PARTS) {
            Files.copy(from.resolve("ind.cora." + part), file(part));
            file(part).toFile().setWritable(true);
        }
    }
}
