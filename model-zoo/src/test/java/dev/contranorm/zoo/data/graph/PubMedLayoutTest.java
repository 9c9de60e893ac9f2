package dev.contranorm.zoo.data.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.PickleWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PubMed's eight files with 508 papers in the layout of Planetoid: 505 known ones (3 for training, 500 for validation, 2 for
 * neither), then test papers 507 and 505, listed in that order, and 506, which is missing from the index, as fifteen papers are
 * in CiteSeer.
 */
class PubMedLayoutTest {
    private static final int KNOWN = 505;
    private static final int CLASSES = 3;
    private static final int WORDS = 4;

    @TempDir
    Path data;

    @BeforeEach
    void writeFiles() throws IOException {
        write("x", PickleWriter.matrix(words(0, 3)));
        write("y", oneHot(0, 1, 2));
        write("allx", PickleWriter.matrix(words(0, KNOWN)));
        write(
                "ally",
                oneHot(IntStream.range(0, KNOWN).map(node -> node % CLASSES).toArray()));
        write("tx", PickleWriter.matrix(words(1, 2)));
        write("ty", oneHot(2, 1));
        write("test.index", "507\n505\n".getBytes());
        Map<Integer, List<Integer>> graph = new TreeMap<>();
        IntStream.range(0, 508).forEach(node -> graph.put(node, List.of()));
        graph.put(0, List.of(1, 1, 507));
        graph.put(1, List.of(0, 1));
        graph.put(507, List.of(0));
        write("graph", PickleWriter.graph(graph));
    }

    private void write(String part, byte[] content) throws IOException {
        Path raw = Files.createDirectories(data.resolve("pubmed").resolve("raw"));
        Files.write(raw.resolve("ind.pubmed." + part), content);
    }

    /** Node k has word k mod 4 with weight (k + 1) / 8. */
    private static CsrMatrix words(int from, int count) {
        int[] rows = IntStream.range(0, count).toArray();
        int[] columns = Arrays.stream(rows).map(row -> (from + row) % WORDS).toArray();
        float[] values = new float[count];
        for (int row = 0; row < count; row++) {
            values[row] = (from + row + 1) / 8f;
        }
        return CsrMatrix.of(count, WORDS, rows, columns, values, Float::sum);
    }

    private static byte[] oneHot(int... labels) {
        int[] values = new int[labels.length * CLASSES];
        for (int row = 0; row < labels.length; row++) {
            values[row * CLASSES + labels[row]] = 1;
        }
        return PickleWriter.array(labels.length, CLASSES, values);
    }

    @Test
    void theFilesBecomeOneGraphAndAMissingTestNodeAnEmptyRow() throws Exception {
        GraphDataset graph = GraphFiles.load("pubmed", data);

        assertThat(graph.nodes()).isEqualTo(508);
        assertThat(graph.classes()).isEqualTo(CLASSES);
        assertThat(Arrays.copyOfRange(graph.labels(), 503, 508)).containsExactly(2, 0, 1, 0, 2);
        float[] features = graph.features().toDense();
        assertThat(Arrays.copyOfRange(features, 504 * WORDS, 508 * WORDS))
                .containsExactly(505 / 8f, 0, 0, 0, 0, 0, 3 / 8f, 0, 0, 0, 0, 0, 0, 2 / 8f, 0, 0);
        CsrMatrix adjacency = graph.adjacency();
        assertThat(adjacency.nonZeros()).as("no duplicate and no self-loop").isEqualTo(4);
        assertThat(Arrays.copyOf(adjacency.rowStart(), 3)).containsExactly(0, 2, 3);
        assertThat(adjacency.column()).containsExactly(1, 507, 0, 0);
        NodeSplit split = graph.splits().get(0);
        assertThat(NodeSplit.count(split.train())).isEqualTo(3);
        assertThat(NodeSplit.count(split.validation())).isEqualTo(500);
        assertThat(IntStream.range(0, 508).filter(node -> split.test()[node])).containsExactly(505, 507);
    }

    @Test
    void aTestIndexThatDoesNotFitIsRefused() throws Exception {
        write("test.index", "507\n504\n".getBytes());
        assertRefused("node 504 is in allx, or listed twice");
        write("test.index", "507\n507\n".getBytes());
        assertRefused("node 507 is in allx, or listed twice");
        write("test.index", "507\n".getBytes());
        assertRefused("1 test nodes, but tx has 2 rows");
        write("test.index", "510\n505\n".getBytes());
        assertRefused("it has node 510, but the graph has 508");
    }

    @Test
    void anEdgeToANodeThatIsNotThereIsRefused() throws Exception {
        Map<Integer, List<Integer>> graph = new TreeMap<>();
        IntStream.range(0, 508).forEach(node -> graph.put(node, List.of(508)));
        write("graph", PickleWriter.graph(graph));

        assertRefused("an edge has node 508, which is outside 0..507");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> GraphFiles.load("pubmed", data))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("ind.pubmed.")
                .hasMessageContaining(reason);
    }
}
