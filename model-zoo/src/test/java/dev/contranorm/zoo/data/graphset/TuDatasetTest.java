package dev.contranorm.zoo.data.graphset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files in the layout of the TU collection: a triangle, a path of two nodes and an isolated node. */
class TuDatasetTest {
    @TempDir
    Path data;

    @BeforeEach
    void writeFiles() throws IOException {
        write("A", "1, 2\n2, 1\n2, 3\n3, 2\n1, 3\n3, 1\n4, 5\n5, 4\n");
        write("graph_indicator", "1\n1\n1\n2\n2\n3\n");
        write("graph_labels", "1\n-1\n1\n");
        write("node_labels", "0\n2\n0\n5\n0\n2\n");
        write("edge_labels", "0\n0\n1\n1\n0\n0\n3\n3\n");
    }

    private void write(String file, String text) throws IOException {
        Path folder = Files.createDirectories(data.resolve("MUTAG"));
        Files.writeString(folder.resolve("MUTAG_" + file + ".txt"), text);
    }

    private static TrialSpec spec(String dataset, Object... changes) {
        Map<String, Object> values = new HashMap<>(Map.of("dataset", dataset, "backbone", "gin", "norm", "none"));
        for (int k = 0; k < changes.length; k += 2) {
            values.put((String) changes[k], changes[k + 1]);
        }
        return Catalogue.load().resolve(values, Protocol.PAPER, 0);
    }

    private GraphSet load(TrialSpec spec) throws DatasetException {
        return CatalogueItem.named(GraphSetSource.class, spec.dataset()).load(spec, Optional.of(data));
    }

    private GraphSet load() throws DatasetException {
        return load(spec("mutag"));
    }

    @Test
    void graphsEdgesAndLabelsAreRead() throws Exception {
        GraphSet set = load();

        assertThat(set.start()).containsExactly(0, 3, 5, 6);
        assertThat(set.labels()).as("-1 comes before 1").containsExactly(1, 0, 1);
        assertThat(set.classes()).isEqualTo(2);
        assertThat(set.adjacency().nonZeros()).isEqualTo(8);
        assertThat(set.adjacency().column()).containsExactly(1, 2, 0, 2, 0, 1, 4, 3);
        assertThat(set.features().toDense())
                .as("labels 0, 2 and 5")
                .containsExactly(1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0);
    }

    @Test
    void attributesComeBeforeTheLabels() throws Exception {
        write("node_attributes", "0.5, 1\n0, -2\n0, 0\n1, 1\n2, 2\n3, 3e-1\n");

        assertThat(load().features().columns()).isEqualTo(5);
        assertThat(load().features().toDense()).startsWith(0.5f, 1, 1, 0, 0, 0, -2, 0, 1, 0);
        assertThat(load(spec("mutag", "dataset.attributes", false)).features().columns())
                .isEqualTo(3);
    }

    @Test
    void withoutLabelsTheDegreesAreTheFeatures() throws Exception {
        Files.delete(data.resolve("MUTAG/MUTAG_node_labels.txt"));

        GraphSet set = load(spec("mutag", "dataset.maxDegree", 1L));
        assertThat(set.features().toDense()).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0);
    }

    @Test
    void selfLoopsAndRepeatedEdgesAreLeftOut() throws Exception {
        String digest = load().digest();
        write("A", "1, 2\n2, 1\n2, 3\n3, 2\n1, 3\n3, 1\n4, 5\n5, 4\n4,4\n1, 2\n");
        Files.delete(data.resolve("MUTAG/MUTAG_edge_labels.txt"));

        assertThat(load().digest()).isEqualTo(digest);
    }

    @Test
    void aSetIsFoundWhereOtherToolsPutIt() throws Exception {
        String digest = load().digest();
        Path nested = Files.createDirectories(data.resolve("MUTAG/MUTAG"));
        Path raw = nested.resolve("raw");
        Files.createDirectories(raw);
        for (String file : new String[] {"A", "graph_indicator", "graph_labels", "node_labels", "edge_labels"}) {
            String name = "MUTAG_" + file + ".txt";
            Files.move(data.resolve("MUTAG").resolve(name), raw.resolve(name));
        }

        assertThat(load().digest()).isEqualTo(digest);
        assertThat(load(spec("tu", "dataset.name", "MUTAG")).labels()).containsExactly(1, 0, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "graph_labels | 1\\n-1\\n | MUTAG_graph_labels.txt is damaged: it has 2 lines for the 3 graphs",
                "graph_labels | 1\\nx\\n1\\n | MUTAG_graph_labels.txt is damaged: line 2: 'x' is not a whole number",
                "graph_indicator | 1\\n1\\n1\\n3\\n3\\n4\\n | line 4: graph 3 comes after graph 1",
                "graph_indicator | 0\\n1\\n | line 1: graphs are numbered from 1",
                "graph_indicator | '' | MUTAG_graph_indicator.txt is damaged: it lists no nodes",
                "node_labels | 0\\n2\\n0\\n5\\n | MUTAG_node_labels.txt is damaged: it has 4 lines for the 6 nodes",
                "node_attributes | 1\\n2\\n | MUTAG_node_attributes.txt is damaged: it has 2 lines for the 6 nodes",
                "node_attributes | 1,2\\n2\\n3,4\\n4,5\\n5,6\\n6,7\\n | line 2: 1 numbers instead of 2",
                "node_attributes | 1\\nnan\\n | line 2: 'nan' is not a finite number",
                "edge_labels | 0\\n0\\n | MUTAG_edge_labels.txt is damaged: it has 2 lines for the 8 edges",
                "A | 1, 2\\n2, 1\\n1, 9\\n | MUTAG_A.txt is damaged: line 3: node 9 is outside 1..6",
                "A | 1, 2\\n2, 1\\n0, 1\\n | line 3: node 0 is outside 1..6",
                "A | 1, 2\\n2, 1\\n3, 4\\n | line 3: nodes 3 and 4 belong to different graphs",
                "A | 1, 2\\n2\\n | line 2: an edge has two nodes, separated by a comma",
                "A | 1, 2\\n2, 1\\n2, 3\\n | it has 8 lines for the 3 edges",
            })
    void damagedFilesAreNamed(String file, String text, String message) throws Exception {
        write(file, text.replace("\\n", "\n"));

        assertThatThrownBy(this::load)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("https://www.chrsmrrs.com/graphkerneldatasets/MUTAG.zip")
                .satisfies(problem ->
                        assertThat(((DatasetException) problem).kind()).isEqualTo(DatasetException.Kind.DAMAGED));
    }

    @Test
    void aFileThatWasCutOffBetweenTwoDirectionsOfAnEdgeIsNamed() throws Exception {
        Files.delete(data.resolve("MUTAG/MUTAG_edge_labels.txt"));
        write("A", "1, 2\n2, 1\n2, 3\n");

        assertThatThrownBy(this::load)
                .hasMessageContaining("an edge between nodes 2 and 3 is listed in one direction only");
    }

    @ParameterizedTest
    @CsvSource({"A", "graph_indicator", "graph_labels"})
    void aMissingFileIsNamed(String file) throws Exception {
        Files.delete(data.resolve("MUTAG/MUTAG_" + file + ".txt"));

        assertThatThrownBy(this::load)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("MUTAG_" + file + ".txt is missing from the folder")
                .hasMessageContaining("SWEEP_DATA");
    }

    @Test
    void withoutADataFolderTheMessageHasTheAddress() {
        assertThatThrownBy(() -> TuDataset.MUTAG.load(spec("mutag"), Optional.empty()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("--data DIR or SWEEP_DATA")
                .hasMessageContaining("MUTAG.zip");
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() {
        assertThatThrownBy(() -> load(spec("tu", "dataset.name", "../secrets")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("dataset.name");
    }
}
