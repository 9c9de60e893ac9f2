package dev.contranorm.zoo.data.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import dev.contranorm.zoo.data.format.NumpyWriter;
import java.io.IOException;
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

/** The text files of geom-gcn: the real files of Cornell, and four nodes in the same layout, intact and damaged. */
class GeomGcnTest {
    private static final String NODES = "out1_node_feature_label.txt";
    private static final String EDGES = "out1_graph_edges.txt";
    private static final String FLAGS =
            """
            node_id	feature	label
            2	0,0,1	1
            0	1,0,0	0
            1	0,0,0	1
            3	1,1,1	2
            """;
    private static final String LISTS =
            """
            node_id	feature(feature_amount:6)	label
            2	6,2	1
            0	0	0
            1	3,4,5	1
            3	1	2
            """;
    private static final String FOUR_EDGES = "node_id	node_id\n0	1\n1	0\n2	3\n3	3\n";

    @TempDir
    Path data;

    private void write(String name, String nodes, String edges) throws IOException {
        text(name, NODES, nodes);
        text(name, EDGES, edges);
        for (int split = 0; split < 10; split++) {
            write(name, split, masks(split, 4));
        }
    }

    private void text(String name, String file, String text) throws IOException {
        Path raw = Files.createDirectories(data.resolve(name).resolve("raw"));
        Files.writeString(raw.resolve(file), text);
    }

    private Path splitFile(String name, int split) {
        return data.resolve(name).resolve("splits").resolve(name + "_split_0.6_0.2_" + split + ".npz");
    }

    private void write(String name, int split, Map<String, byte[]> masks) throws IOException {
        NumpyWriter.archive(splitFile(name, split), masks);
    }

    /** Some published files store flags, others bytes. */
    private static Map<String, byte[]> masks(int split, int nodes) {
        String type = split % 2 == 0 ? "|u1" : "|b1";
        Map<String, byte[]> masks = new TreeMap<>();
        masks.put("train_mask", NumpyWriter.array(type, new int[] {nodes}, k -> (k + split) % 4 < 2 ? 1 : 0));
        masks.put("val_mask", NumpyWriter.array(type, new int[] {nodes}, k -> (k + split) % 4 == 2 ? 1 : 0));
        masks.put("test_mask", NumpyWriter.array(type, new int[] {nodes}, k -> (k + split) % 4 == 3 ? 1 : 0));
        return masks;
    }

    @ParameterizedTest
    @ValueSource(strings = {"chameleon", "squirrel", "cornell", "texas", "wisconsin"})
    void linesInAnyOrderBecomeAGraphWithTenSplits(String name) throws Exception {
        write(name, FLAGS, FOUR_EDGES);

        GraphDataset graph = GraphFiles.load(name, data);

        assertThat(graph.labels()).containsExactly(0, 1, 1, 2);
        assertThat(graph.classes()).isEqualTo(3);
        assertThat(graph.features().toDense()).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(graph.adjacency().rowStart()).containsExactly(0, 1, 2, 3, 5);
        assertThat(graph.adjacency().column()).containsExactly(1, 0, 3, 2, 3);
        assertThat(graph.splits()).hasSize(10);
        assertThat(graph.splits().get(0).train()).containsExactly(true, true, false, false);
        assertThat(graph.splits().get(9).train()).containsExactly(true, false, false, true);
        assertThat(graph.splits().get(9).test()).containsExactly(false, false, true, false);
    }

    @Test
    void theFeaturesOfFilmAreListsOfIndices() throws Exception {
        write("film", LISTS, FOUR_EDGES);

        FeatureMatrix features = GraphFiles.load("film", data).features();

        assertThat(features.columns()).isEqualTo(7);
        assertThat(((CsrMatrix) features).rowStart()).containsExactly(0, 1, 4, 6, 7);
        assertThat(((CsrMatrix) features).column()).containsExactly(0, 3, 4, 5, 2, 6, 1);
        assertThat(features.value()).containsOnly(1f);
    }

    @Test
    void cornellIsThePublishedGraph() throws Exception {
        GraphDataset graph = GraphFiles.load("cornell", GraphFiles.data());

        assertThat(graph.nodes()).isEqualTo(183);
        assertThat(graph.features().columns()).isEqualTo(1703);
        assertThat(graph.classes()).isEqualTo(5);
        assertThat(graph.splits()).hasSize(10);
        NodeSplit split = graph.splits().get(0);
        assertThat(NodeSplit.count(split.train())).isEqualTo(87);
        assertThat(NodeSplit.count(split.validation())).isEqualTo(59);
        assertThat(NodeSplit.count(split.test())).isEqualTo(37);
    }

    @Test
    void chameleonIsReadFromItsArchiveWhereThereIsNoText() throws Exception {
        GraphDataset archive = GraphFiles.load("chameleon", GraphFiles.data());

        assertThat(archive.nodes()).isEqualTo(2277);
        assertThat(archive.splits()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {NODES, EDGES})
    void aMissingTextIsNamedWithItsFolderAndAddress(String file) throws Exception {
        write("texas", FLAGS, FOUR_EDGES);
        Files.delete(data.resolve("texas").resolve("raw").resolve(file));

        assertThatThrownBy(() -> GraphFiles.load("texas", data))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(file + " is missing from the folder " + data.resolve("texas"))
                .hasMessageContaining(
                        "https://github.com/graphdml-uiuc-jlu/geom-gcn/raw/master/new_data/texas/" + file);
    }

    @Test
    void aMissingSplitIsNamedAndACutOffOneToo() throws Exception {
        write("texas", FLAGS, FOUR_EDGES);
        Path file = splitFile("texas", 7);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 11) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertDamaged(file.toString(), "");
        }
        Files.delete(file);
        assertThatThrownBy(() -> GraphFiles.load("texas", data))
                .hasMessageContaining("texas_split_0.6_0.2_7.npz is missing from the folder")
                .hasMessageContaining("https://github.com/graphdml-uiuc-jlu/geom-gcn/raw/master/splits/texas_split");
    }

    @Test
    void aMaskOfWrongLengthOrThatOverlapsIsNamed() throws Exception {
        write("texas", FLAGS, FOUR_EDGES);
        write("texas", 3, masks(3, 5));
        assertDamaged("texas_split_0.6_0.2_3.npz", "train_mask has 5 flags for 4 nodes");
        Map<String, byte[]> overlap = masks(3, 4);
        overlap.put("val_mask", overlap.get("train_mask"));
        write("texas", 3, overlap);
        assertDamaged("texas_split_0.6_0.2_3.npz", "split 3: node 1 is in more than one part of the split");
        overlap.remove("val_mask");
        write("texas", 3, overlap);
        assertDamaged("texas_split_0.6_0.2_3.npz", "it has no array val_mask");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2/0,0,1            | line 2: a node has three fields",
                "2/0,0,1/one        | line 2: 'one' is not a whole number",
                "2/0,0,1/-1         | line 2: node 2 of class -1 is invalid",
                "2/0,2,1/1          | line 2: feature 1 is '2', not 0 or 1",
                "0/0,0,1/1          | line 3: node 0 is listed twice",
                "2/0,0/1            | line 3: it has 3 features, the first node has 2",
                "7/0,0,1/1          | it lists 4 nodes, numbered from 0 to 7: some are missing",
            })
    void aWrongNodeIsReportedWithItsLine(String line, String reason) throws Exception {
        write("texas", FLAGS.replace("2\t0,0,1\t1", line.replace('/', '\t')), FOUR_EDGES);

        assertDamaged(NODES, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2/9,2/1 | line 2: feature 9 is outside 0..6",
                "2/a/1   | line 2: 'a' is not a whole number",
            })
    void aWrongIndexListIsReportedWithItsLine(String line, String reason) throws Exception {
        write("texas", LISTS.replace("2\t6,2\t1", line.replace('/', '\t')), FOUR_EDGES);

        assertDamaged(NODES, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0/4  | line 2: node 4 is outside 0..3",
                "0/-1 | line 2: node -1 is outside 0..3",
                "0/x  | line 2: 'x' is not a whole number",
                "0 1  | line 2: an edge has two nodes, separated by a tab",
            })
    void aWrongEdgeIsReportedWithItsLine(String line, String reason) throws Exception {
        write("texas", FLAGS, "node_id\tnode_id\n" + line.replace('/', '\t') + "\n");

        assertDamaged(EDGES, reason);
    }

    @Test
    void emptyTextsAreDamaged() throws Exception {
        write("texas", "node_id\tfeature\tlabel\n", FOUR_EDGES);
        assertDamaged(NODES, "it lists no nodes");
        write("texas", FLAGS, "");
        assertDamaged(EDGES, "it lists no edges");
    }

    private void assertDamaged(String file, String reason) {
        assertThatThrownBy(() -> GraphFiles.load("texas", data))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(file + " is damaged")
                .hasMessageContaining(reason)
                .hasMessageContaining("https://github.com/graphdml-uiuc-jlu/geom-gcn")
                .extracting(thrown -> ((DatasetException) thrown).kind())
                .isEqualTo(DatasetException.Kind.DAMAGED);
    }
}
