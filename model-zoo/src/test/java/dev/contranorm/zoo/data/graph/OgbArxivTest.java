package dev.contranorm.zoo.data.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.format.DenseMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import dev.contranorm.zoo.data.format.NumpyWriter;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout of ogbn-arxiv with six papers, intact and damaged. */
class OgbArxivTest {
    private static final String ARCHIVE = "http://snap.stanford.edu/ogb/data/nodeproppred/arxiv.zip";

    @TempDir
    Path data;

    @BeforeEach
    void writeSixPapers() throws IOException {
        table("raw/num-node-list.csv.gz", "6\n");
        table("raw/num-edge-list.csv.gz", "5\n");
        table("raw/edge.csv.gz", "0,1\n1,0\n2,3\n5,4\n5,0\n");
        table("raw/node-feat.csv.gz", "0.5,-1\n1,2\n0,0\n-0.25,1e-3\n4,5\n6,7\n");
        table("raw/node-label.csv.gz", "0\n1\n2\n0\n1\n2\n");
        table("raw/node_year.csv.gz", "2015\n2016\n2017\n2018\n2019\n2020\n");
        table("split/time/train.csv.gz", "0\n1\n2\n");
        table("split/time/valid.csv.gz", "3\n");
        table("split/time/test.csv.gz", "5\n4\n");
    }

    private Path file(String path) {
        return data.resolve("ogbn_arxiv").resolve(path);
    }

    private void table(String path, String text) throws IOException {
        Files.createDirectories(file(path).getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file(path)))) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void embedding(String type, int rows, int columns) throws IOException {
        Files.write(file("X.all.xrt-emb.npy"), NumpyWriter.array(type, new int[] {rows, columns}, k -> k / 4.0));
    }

    private GraphDataset load(String features) throws DatasetException {
        Map<String, Object> values =
                Map.of("dataset", "ogbn-arxiv", "backbone", "deep-gcn", "norm", "none", "features", features);
        return new OgbArxivDataset().load(Catalogue.load().resolve(values, Protocol.CLEAN, 0), Optional.of(data));
    }

    @Test
    void theTablesBecomeAGraphWithEdgesInBothDirections() throws Exception {
        GraphDataset graph = load("raw");

        assertThat(graph.labels()).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(graph.classes()).isEqualTo(3);
        assertThat(graph.features())
                .usingRecursiveComparison()
                .isEqualTo(new DenseMatrix(6, 2, new float[] {0.5f, -1, 1, 2, 0, 0, -0.25f, 1e-3f, 4, 5, 6, 7}));
        assertThat(graph.adjacency().rowStart()).containsExactly(0, 2, 3, 4, 5, 6, 8);
        assertThat(graph.adjacency().column()).containsExactly(1, 5, 0, 3, 2, 5, 0, 4);
        assertThat(graph.adjacency().value()).containsOnly(1f);
        NodeSplit split = graph.splits().get(0);
        assertThat(split.train()).containsExactly(true, true, true, false, false, false);
        assertThat(split.validation()).containsExactly(false, false, false, true, false, false);
        assertThat(split.test()).containsExactly(false, false, false, false, true, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<f4", "<f8"})
    void theEmbeddingTakesThePlaceOfTheFeatures(String type) throws Exception {
        embedding(type, 6, 3);

        FeatureMatrix features = load("giant-xrt").features();

        assertThat(features.columns()).isEqualTo(3);
        assertThat(features.value()).hasSize(18).startsWith(0f, 0.25f, 0.5f).endsWith(4.25f);
        assertThat(load("giant-xrt").digest()).isNotEqualTo(load("raw").digest());
    }

    @Test
    void aMissingEmbeddingIsReportedWithFileFolderAndAddress() {
        assertThatThrownBy(() -> load("giant-xrt"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("X.all.xrt-emb.npy is missing from the folder " + data.resolve("ogbn_arxiv"))
                .hasMessageContaining("https://archive.org/download/pecos-dataset/giant-xrt/ogbn-arxiv.tar.gz");
    }

    @Test
    void anEmbeddingOfOtherNodesTypeOrLengthIsRefused() throws Exception {
        embedding("<f4", 5, 3);
        assertDamaged("giant-xrt", "X.all.xrt-emb.npy", "it has 5 rows for 6 nodes");
        embedding("<i4", 6, 3);
        assertDamaged("giant-xrt", "X.all.xrt-emb.npy", "not a row-major matrix of float32 or float64");
        embedding("<f4", 6, 3);
        byte[] whole = Files.readAllBytes(file("X.all.xrt-emb.npy"));
        String columnMajor = new String(whole, StandardCharsets.ISO_8859_1)
                .replace("False", "True")
                .replace("}", "} ");
        Files.writeString(file("X.all.xrt-emb.npy"), columnMajor, StandardCharsets.ISO_8859_1);
        assertDamaged("giant-xrt", "X.all.xrt-emb.npy", "not a row-major matrix of float32 or float64");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file("X.all.xrt-emb.npy"), Arrays.copyOf(whole, length));
            assertDamaged("giant-xrt", "X.all.xrt-emb.npy", "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raw/num-node-list",
                "raw/num-edge-list",
                "raw/edge",
                "raw/node-feat",
                "raw/node-label",
                "split/time/train",
                "split/time/valid",
                "split/time/test"
            })
    void aTableThatIsMissingCutOffOrNotGzipIsNamedWithItsAddress(String name) throws Exception {
        Path table = file(name + ".csv.gz");
        byte[] whole = Files.readAllBytes(table);
        for (int length = 0; length < whole.length; length++) {
            Files.write(table, Arrays.copyOf(whole, length));
            assertDamaged("raw", name, "");
        }
        Files.writeString(table, "0\n1\n");
        assertDamaged("raw", name, "GZIP");
        Files.delete(table);
        assertThatThrownBy(() -> load("raw"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(table.getFileName() + " is missing from the folder " + table.getParent())
                .hasMessageContaining(ARCHIVE)
                .extracting(thrown -> ((DatasetException) thrown).kind())
                .isEqualTo(DatasetException.Kind.MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "raw/edge             | 0,1;6,0              | line 2: node 6 is outside 0..5",
                "raw/edge             | 0,1;-1,0             | line 2: node -1 is outside 0..5",
                "raw/edge             | 0,1;1                | line 2: an edge has two nodes",
                "raw/edge             | 0,1;1,x              | line 2: 'x' is not a whole number",
                "raw/edge             | 0,1                  | it has 1 lines instead of the 5 in",
                "raw/node-feat        | 1,2;3;5,6;7,8;9,0;1,1 | line 2: it does not have the 2 features of the first"
                        + " line",
                "raw/node-feat        | 1,2;3,4,5            | line 2: it does not have the 2 features",
                "raw/node-feat        | 1,2;3,nan            | line 2: 'nan' is not a finite number",
                "raw/node-feat        | 1,2;3,4              | it has 2 lines for 6 nodes",
                "raw/node-feat        | 1;2;3;4;5;6;7        | line 7: there are only 6 nodes",
                "raw/node-label       | 0;1;2;0;1            | it has 5 lines instead of the 6 in",
                "raw/node-label       | 0;1;2;0;1;-3         | line 6: the class -3 is negative",
                "raw/node-label       | 0;1;2;0;1;9999999999 | line 6: '9999999999' is not a whole number",
                "raw/num-node-list    | 6;6                  | it has 2 counts",
                "split/time/valid     | 4;6                  | line 2: node 6 is outside 0..5",
                "split/time/valid     | 3;3                  | line 2: node 3 is listed twice",
                "split/time/valid     | 2                    | node 2 is in more than one part of the split",
            })
    void aWrongTableIsReportedWithLineAndReason(String name, String lines, String reason) throws Exception {
        table(name + ".csv.gz", lines.replace(';', '\n') + "\n");

        Throwable thrown = catchThrowable(() -> load("raw"));

        assertThat(thrown)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(file("").toString())
                .hasMessageContaining(ARCHIVE);
    }

    private void assertDamaged(String features, String file, String reason) {
        assertThatThrownBy(() -> load(features))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(file)
                .hasMessageContaining(reason)
                .hasMessageContaining("get it again ")
                .hasMessageContaining("from http")
                .extracting(thrown -> ((DatasetException) thrown).kind())
                .isEqualTo(DatasetException.Kind.DAMAGED);
    }
}
