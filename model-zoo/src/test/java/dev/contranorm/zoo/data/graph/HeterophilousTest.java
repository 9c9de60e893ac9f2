package dev.contranorm.zoo.data.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.NumpyWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archives of the heterophilous graphs: the real ones, and four nodes in the same layout, intact and damaged. */
class HeterophilousTest {
    private static final String ADDRESS = "https://github.com/yandex-research/heterophilous-graphs/raw/main/data/";

    @TempDir
    Path data;

    /** Whether node k is for training, validation or test depends on k + split. */
    private static Map<String, byte[]> fourNodes() {
        Map<String, byte[]> arrays = new TreeMap<>();
        int[] edges = {0, 1, 1, 0, 2, 3, 3, 3};
        arrays.put("node_features", NumpyWriter.array("<f4", new int[] {4, 3}, k -> k % 5 == 0 ? k : 0));
        arrays.put("node_labels", NumpyWriter.array("<i8", new int[] {4}, k -> k % 2));
        arrays.put("edges", NumpyWriter.array("<i8", new int[] {4, 2}, k -> edges[k]));
        arrays.put("train_masks", mask(0));
        arrays.put("val_masks", mask(1));
        arrays.put("test_masks", mask(2));
        return arrays;
    }

    private static byte[] mask(int part) {
        return NumpyWriter.array("|b1", new int[] {10, 4}, k -> (k % 4 + k / 4) % 4 == part ? 1 : 0);
    }

    private Path write(String name, Map<String, byte[]> arrays) throws IOException {
        Path file = data.resolve("heterophilous").resolve(name + ".npz");
        NumpyWriter.archive(file, arrays);
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "roman-empire,roman_empire", "amazon-ratings,amazon_ratings", "minesweeper,minesweeper",
        "tolokers,tolokers", "questions,questions", "squirrel-filtered,squirrel_filtered"
    })
    void anArchiveBecomesAGraphWithEdgesInBothDirectionsAndTenSplits(String dataset, String file) throws Exception {
        write(file, fourNodes());

        GraphDataset graph = GraphFiles.load(dataset, data);

        assertThat(graph.labels()).containsExactly(0, 1, 0, 1);
        assertThat(graph.adjacency().rowStart()).containsExactly(0, 1, 2, 3, 5);
        assertThat(graph.adjacency().column()).containsExactly(1, 0, 3, 2, 3);
        assertThat(graph.features().toDense()).containsExactly(0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 10, 0);
        assertThat(graph.splits()).hasSize(10);
        assertThat(graph.splits().get(0).train()).containsExactly(true, false, false, false);
        assertThat(graph.splits().get(3).train()).containsExactly(false, true, false, false);
        assertThat(graph.splits().get(3).validation()).containsExactly(false, false, true, false);
        assertThat(graph.splits().get(3).test()).containsExactly(false, false, false, true);
    }

    @Test
    void aDirectedGraphKeepsTheDirectionOfItsEdges() throws Exception {
        write("chameleon_filtered_directed", fourNodes());

        CsrMatrix adjacency =
                GraphFiles.load("chameleon-filtered-directed", data).adjacency();

        assertThat(adjacency.rowStart()).containsExactly(0, 1, 2, 3, 4);
        assertThat(adjacency.column()).containsExactly(1, 0, 3, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "chameleon-undirected,2277,62742", "chameleon-directed,2277,36101", "chameleon-filtered,890,17708",
        "squirrel-undirected,5201,396706", "squirrel-directed,5201,217073", "squirrel-filtered,2223,93996"
    })
    void theRealArchivesHaveTheirPublishedSizes(String dataset, int nodes, int edges) throws Exception {
        GraphDataset graph = GraphFiles.load(dataset, GraphFiles.data());

        assertThat(graph.nodes()).isEqualTo(nodes);
        assertThat(graph.adjacency().nonZeros()).isEqualTo(edges);
        assertThat(graph.classes()).isEqualTo(5);
        assertThat(graph.splits()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void aCutOffArchiveIsNamedAndAMissingOneSaysWhereToGetIt() throws Exception {
        Path file = write("minesweeper", fourNodes());
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertDamaged("minesweeper.npz", "");
        }
        Files.delete(file);
        assertThatThrownBy(() -> GraphFiles.load("minesweeper", data))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("minesweeper.npz is missing from the folder " + file.getParent())
                .hasMessageContaining(ADDRESS + "minesweeper.npz")
                .hasMessageContaining("sweep data fetch minesweeper");
    }

    @ParameterizedTest
    @ValueSource(strings = {"node_features", "node_labels", "edges", "train_masks", "val_masks", "test_masks"})
    void aMissingArrayIsNamed(String array) throws Exception {
        Map<String, byte[]> arrays = fourNodes();
        arrays.remove(array);
        write("minesweeper", arrays);

        assertDamaged("minesweeper.npz", "it has no array " + array);
    }

    @Test
    void arraysThatDoNotMatchAreReportedByNameAndNumber() throws Exception {
        damage("node_features", NumpyWriter.array("<f4", new int[] {5, 3}, k -> 1), "node_features has 5 rows for 4");
        damage("node_labels", NumpyWriter.array("<i8", new int[] {4}, k -> -1), "label -1 is outside");
        damage("edges", NumpyWriter.array("<i8", new int[] {3, 3}, k -> 0), "edges has 3 columns");
        damage(
                "edges",
                NumpyWriter.array("<i8", new int[] {2, 2}, k -> k == 2 ? 4 : 0),
                "edge 1: node 4 is outside 0..3");
        damage("edges", NumpyWriter.array("<i8", new int[] {2, 2}, k -> -1), "edge 0: node -1 is outside 0..3");
        damage(
                "val_masks",
                NumpyWriter.array("|b1", new int[] {10, 5}, k -> 0),
                "val_masks is 10 × 5, not 10 splits × 4");
        damage("test_masks", NumpyWriter.array("|b1", new int[] {9, 4}, k -> 0), "test_masks is 9 × 4, not 10 splits");
        damage("val_masks", mask(0), "split 0: node 0 is in more than one part of the split");
        damage("test_masks", NumpyWriter.array("|b1", new int[] {10, 4}, k -> 0), "split 0: a part has no nodes");
        damage(
                "edges",
                "no array at all".getBytes(StandardCharsets.US_ASCII),
                "array edges.npy: it is not a NumPy array");
        byte[] header = fourNodes().get("edges");
        header[12] = 'X';
        damage("edges", header, "array edges.npy: its header is not supported");
    }

    private void damage(String array, byte[] content, String reason) throws IOException {
        Map<String, byte[]> arrays = fourNodes();
        arrays.put(array, content);
        write("minesweeper", arrays);
        assertDamaged("minesweeper.npz", reason);
    }

    private void assertDamaged(String file, String reason) {
        assertThatThrownBy(() -> GraphFiles.load("minesweeper", data))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(data.resolve("heterophilous").resolve(file) + " is damaged")
                .hasMessageContaining(reason)
                .hasMessageContaining(ADDRESS)
                .extracting(thrown -> ((DatasetException) thrown).kind())
                .isEqualTo(DatasetException.Kind.DAMAGED);
    }
}
