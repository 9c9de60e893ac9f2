package dev.contranorm.zoo.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import blue.strategic.parquet.ParquetWriter;
import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlueHubFilesTest {
    private static final String PAIR =
            "message schema { optional binary sentence1 (STRING); optional binary sentence2 (STRING);"
                    + " optional int64 label; optional int32 idx; }";

    @TempDir
    Path folder;

    /** The files beside this test were written by Arrow, like those of the Hub: snappy, dictionaries, nullable columns. */
    @Test
    void filesOfArrowAreRead() throws Exception {
        Path data = Path.of("src/test/resources/hub");
        TextDataset cola = GlueDataset.COLA.load(null, Optional.of(data));
        assertThat(cola.train())
                .hasSize(300)
                .startsWith(
                        new TextExample("The cat sat on the mat 0.", Optional.empty(), 1),
                        new TextExample("Cat the mat on sat \u2028\"the\" 1.", Optional.empty(), 0));
        assertThat(cola.validation()).containsExactly(new TextExample("Yes.", Optional.empty(), 1));
        TextDataset stsb = GlueDataset.STSB.load(null, Optional.of(data));
        assertThat(stsb.train()).extracting(TextExample::label).containsExactly(3.8, 0.0, 2.583);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CoLA", "RTE", "MRPC", "STS-B"})
    void bothLayoutsGiveTheSameExamples(String task) throws Exception {
        assumeTrue(Golden.dataFolder().isPresent(), "SWEEP_DATA is not set: GLUE is not read");
        GlueDataset source =
                switch (task) {
                    case "CoLA" -> GlueDataset.COLA;
                    case "RTE" -> GlueDataset.RTE;
                    case "MRPC" -> GlueDataset.MRPC;
                    default -> GlueDataset.STSB;
                };
        TextDataset original = source.load(null, Golden.dataFolder());
        String name = source.entry().name();
        int half = original.train().size() / 2;
        write(name, "train-00000-of-00002", source, original.train().subList(0, half));
        write(
                name,
                "train-00001-of-00002",
                source,
                original.train().subList(half, original.train().size()));
        write(name, "validation-00000-of-00001", source, original.validation());
        TextDataset hub = source.load(null, Optional.of(folder));
        assertThat(hub.digest()).isEqualTo(original.digest());
        assertThat(hub).isEqualTo(original);
    }

    /** Writes rows in the columns of a task; a score is single-precision on the Hub. */
    private void write(String task, String file, GlueDataset source, List<TextExample> examples) throws IOException {
        boolean single = examples.get(0).second().isEmpty();
        boolean score = source.scores().size() == 2 && task.equals("stsb");
        String schema = (single
                        ? PAIR.replaceFirst("sentence1", "sentence").replaceFirst("optional binary sentence2[^;]*;", "")
                        : PAIR)
                .replace("int64 label", score ? "float label" : "int64 label");
        List<Object[]> rows = new ArrayList<>();
        for (TextExample example : examples) {
            Object label = score ? (Object) (float) example.label() : (long) example.label();
            rows.add(
                    single
                            ? new Object[] {example.first(), label, rows.size()}
                            : new Object[] {example.first(), example.second().orElseThrow(), label, rows.size()});
        }
        write(task, file, schema, rows);
    }

    private void write(String task, String file, String schema, List<Object[]> rows) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType(schema);
        Path place =
                Files.createDirectories(folder.resolve("glue").resolve(task)).resolve(file + ".parquet");
        try (ParquetWriter<Object[]> writer = ParquetWriter.writeFile(type, place.toFile(), (row, values) -> {
            for (int column = 0; column < row.length; column++) {
                if (row[column] != null) {
                    values.write(type.getFieldName(column), row[column]);
                }
            }
        })) {
            for (Object[] row : rows) {
                writer.write(row);
            }
        }
    }

    private void writePairs(String task, String file, Object[]... rows) throws IOException {
        write(task, file, PAIR, Arrays.asList(rows));
    }

    private static Object[] pair(String first, String second, Long label) {
        return new Object[] {first, second, label, 0};
    }

    @ParameterizedTest
    @CsvSource({
        "sst2, sentence, ",
        "mrpc, sentence1, sentence2",
        "qqp, question1, question2",
        "qnli, question, sentence",
        "rte, sentence1, sentence2",
        "wnli, sentence1, sentence2"
    })
    void everyTaskHasItsColumns(String task, String first, String second) throws Exception {
        String other = second == null ? "" : "optional binary " + second + " (STRING);";
        String schema = "message schema { optional binary " + first + " (STRING); " + other
                + " optional int64 label; optional int32 idx; }";
        Object[] row = second == null ? new Object[] {"A b.", 1L, 0} : new Object[] {"A b.", "C.", 1L, 0};
        write(task, "train-00000-of-00001", schema, List.<Object[]>of(row));
        write(task, "validation-00000-of-00001", schema, List.<Object[]>of(row));
        TextDataset data = dataset(task).load(null, Optional.of(folder));
        assertThat(data.train())
                .containsExactly(
                        new TextExample("A b.", Optional.ofNullable(second).map(s -> "C."), 1));
    }

    private static TextSource dataset(String name) {
        return dev.contranorm.zoo.trial.CatalogueItem.named(TextSource.class, name);
    }

    @Test
    void inferenceHasBothDevelopmentSets() throws Exception {
        String schema = PAIR.replace("sentence1", "premise").replace("sentence2", "hypothesis");
        write("mnli", "train-00000-of-00001", schema, List.<Object[]>of(pair("A.", "B.", 2L)));
        write("mnli", "validation_matched-00000-of-00001", schema, List.<Object[]>of(pair("A.", "C.", 1L)));
        write("mnli", "validation_mismatched-00000-of-00001", schema, List.<Object[]>of(pair("A.", "D.", 0L)));
        TextDataset data = dataset("mnli").load(null, Optional.of(folder));
        assertThat(data.classes()).isEqualTo(3);
        assertThat(data.validation()).containsExactly(new TextExample("A.", Optional.of("C."), 1));
        assertThat(data.further().get("mismatched")).containsExactly(new TextExample("A.", Optional.of("D."), 0));
        assertThat(dataset("mnli-mm").load(null, Optional.of(folder)).validation())
                .isEqualTo(data.further().get("mismatched"));
    }

    @Test
    void originalFilesComeFirstWhereBothAreThere() throws Exception {
        writePairs("rte", "train-00000-of-00001", pair("A.", "B.", 0L));
        writePairs("rte", "validation-00000-of-00001", pair("A.", "B.", 0L));
        Path original = Files.createDirectories(folder.resolve("glue/RTE"));
        for (String file : List.of("train.tsv", "dev.tsv")) {
            Files.writeString(original.resolve(file), "sentence1\tsentence2\tlabel\nO.\tB.\tentailment\n");
        }
        assertThat(dataset("rte").load(null, Optional.of(folder)).train())
                .extracting(TextExample::first)
                .containsExactly("O.");
    }

    @Test
    void aMissingShardOrPartIsNamed() throws Exception {
        writePairs("rte", "train-00001-of-00002", pair("A.", "B.", 0L));
        refused("rte/train-00000-of-00002.parquet: is missing");
        writePairs("rte", "train-00000-of-00002", pair("A.", "B.", 0L));
        refused("rte/validation-00000-of-00001.parquet: is missing;");
    }

    @Test
    void aMissingColumnIsNamed() throws Exception {
        write(
                "rte",
                "train-00000-of-00001",
                PAIR.replace("sentence2", "other"),
                List.<Object[]>of(pair("A.", "B.", 0L)));
        refused("has no plain column 'sentence2', only [sentence1, other, label, idx]");
    }

    @ParameterizedTest
    @CsvSource({"2, expected 0 to 1", "-1, unpublished labels of a test part"})
    void anImpossibleLabelIsNamedByItsRow(long label, String message) throws Exception {
        writePairs("rte", "train-00000-of-00001", pair("A.", "B.", 0L), pair("A.", "C.", label));
        refused("row 2 has the label " + label);
        refused(message);
    }

    @Test
    void anEmptyCellOrFileIsNamed() throws Exception {
        writePairs("rte", "train-00000-of-00001", pair("A.", null, 0L));
        refused("row 1 has no sentence2");
        Files.delete(folder.resolve("glue/rte/train-00000-of-00001.parquet"));
        writePairs("rte", "train-00000-of-00001");
        refused("has no rows");
    }

    @Test
    void textWhereALabelIsExpectedIsNamed() throws Exception {
        write(
                "rte",
                "train-00000-of-00001",
                PAIR.replace("int64 label", "binary label (STRING)"),
                List.<Object[]>of(new Object[] {"A.", "B.", "entailment", 0}));
        refused("row 1 has 'entailment' in the column 'label', which is not a number");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 60, -20})
    void aTruncatedFileIsRefused(int bytes) throws Exception {
        writePairs("rte", "train-00000-of-00001", pair("A.", "B.", 0L));
        Path file = folder.resolve("glue/rte/train-00000-of-00001.parquet");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, bytes < 0 ? whole.length + bytes : bytes));
        refused("train-00000-of-00001.parquet: is not a complete parquet file");
    }

    @Test
    void aFlippedByteInsideIsRefusedOrChangesTheDigest() throws Exception {
        writePairs("rte", "train-00000-of-00001", pair("A long sentence.", "B.", 0L));
        writePairs("rte", "validation-00000-of-00001", pair("A.", "B.", 0L));
        Path file = folder.resolve("glue/rte/train-00000-of-00001.parquet");
        String before = dataset("rte").load(null, Optional.of(folder)).digest();
        byte[] bytes = Files.readAllBytes(file);
        for (int place = 4; place < 60; place++) {
            byte[] flipped = bytes.clone();
            flipped[place] ^= 0x10;
            Files.write(file, flipped);
            try {
                assertThat(dataset("rte").load(null, Optional.of(folder)).digest())
                        .isNotBlank();
            } catch (DatasetException refused) {
                assertThat(refused).hasMessageContaining(file.getFileName().toString());
            }
        }
        Files.write(file, bytes);
        assertThat(dataset("rte").load(null, Optional.of(folder)).digest()).isEqualTo(before);
    }

    private void refused(String message) {
        assertThatThrownBy(() -> dataset("rte").load(null, Optional.of(folder)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message);
    }
}
