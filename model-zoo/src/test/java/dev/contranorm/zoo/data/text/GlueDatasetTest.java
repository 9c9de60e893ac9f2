package dev.contranorm.zoo.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.golden.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlueDatasetTest {
    @TempDir
    Path folder;

    @Test
    void thePublishedFilesHaveTheirPublishedSizes() throws Exception {
        assumeTrue(Golden.dataFolder().isPresent(), "SWEEP_DATA is not set: GLUE is not read");
        sizes(GlueDataset.COLA, 8551, 1043, 2);
        sizes(GlueDataset.RTE, 2490, 277, 2);
        sizes(GlueDataset.STSB, 5749, 1500, 1);
        sizes(GlueDataset.MRPC, 3667, 408, 2);
    }

    private static void sizes(TextSource source, int train, int validation, int classes) throws Exception {
        TextDataset data = source.load(null, Golden.dataFolder());
        assertThat(data.train()).hasSize(train);
        assertThat(data.validation()).hasSize(validation);
        assertThat(data.classes()).isEqualTo(classes);
    }

    @Test
    void quotesAndOtherLineBreaksArePartOfTheText() throws Exception {
        write("CoLA", "train.tsv", "gj04\t1\t\tHe said \"no\u2028no,\rno.\n", "gj04\t0\t*\tNo he \"said.\n");
        write("CoLA", "dev.tsv", "gj04\t1\t\tYes.\n");
        TextDataset data = load(GlueDataset.COLA);
        assertThat(data.train())
                .containsExactly(
                        new TextExample("He said \"no\u2028no,\rno.", Optional.empty(), 1),
                        new TextExample("No he \"said.", Optional.empty(), 0));
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsAreNoText() throws Exception {
        String header = "\uFEFFQuality\t#1 ID\t#2 ID\t#1 String\t#2 String\r\n";
        write("MRPC", "train.tsv", header, "1\t7\t8\tA b.\tB a.\r\n");
        write("MRPC", "dev.tsv", header, "0\t7\t8\tA.\tC.\r\n");
        assertThat(load(GlueDataset.MRPC).train()).containsExactly(new TextExample("A b.", Optional.of("B a."), 1));
    }

    @Test
    void inferenceHasThreeClassesAndTwoDevelopmentSets() throws Exception {
        String header = "index\tpromptID\tpairID\tgenre\tb1\tb2\tp1\tp2\tsentence1\tsentence2\tlabel1\tgold_label\n";
        write("MNLI", "train.tsv", header, "0\t1\t1\tfiction\t-\t-\t-\t-\tA.\tB.\tneutral\tcontradiction\n");
        String evaluatedHeader = header.replace("label1", "label1\tlabel2");
        write("MNLI", "dev_matched.tsv", evaluatedHeader, "0\t1\t1\tfiction\t-\t-\t-\t-\tA.\tB.\tx\ty\tneutral\n");
        write(
                "MNLI",
                "dev_mismatched.tsv",
                evaluatedHeader,
                "0\t1\t1\tfiction\t-\t-\t-\t-\tA.\tB.\tx\ty\tentailment\n");
        assertThat(load(GlueDataset.MNLI).train().get(0).label()).isEqualTo(2);
        assertThat(load(GlueDataset.MNLI).validation().get(0).label()).isEqualTo(1);
        assertThat(load(GlueDataset.MNLI_MISMATCHED).validation().get(0).label())
                .isZero();
    }

    @Test
    void incompleteQuestionPairsAreLeftOut() throws Exception {
        String header = "id\tqid1\tqid2\tquestion1\tquestion2\tis_duplicate\n";
        write("QQP", "train.tsv", header, "1\t2\t3\tA?\tB?\t0\n", "broken\n");
        write("QQP", "dev.tsv", header, "1\t2\t3\tA?\tB?\t1\n");
        assertThat(load(GlueDataset.QQP).train()).hasSize(1);
    }

    @Test
    void bothDevelopmentSetsAreMeasured() throws Exception {
        String header = "index\tsentence1\tsentence2\tlabel1\tgold_label\n";
        write("MNLI", "train.tsv", header, "0\tA.\tB.\tneutral\tneutral\n");
        write("MNLI", "dev_matched.tsv", header, "0\tA.\tB.\tx\tneutral\n", "1\tA.\tC.\tx\tneutral\n");
        write("MNLI", "dev_mismatched.tsv", header, "0\tA.\tB.\tx\tentailment\n");
        TextDataset matched = load(GlueDataset.MNLI);
        TextDataset mismatched = load(GlueDataset.MNLI_MISMATCHED);
        assertThat(matched.further()).containsOnlyKeys("mismatched");
        assertThat(matched.further().get("mismatched")).isEqualTo(mismatched.validation());
        assertThat(mismatched.further().get("matched")).isEqualTo(matched.validation());
        assertThat(GlueDataset.MNLI.inspect(null, Optional.of(folder)))
                .containsEntry("validation", 2L)
                .containsEntry("validation-mismatched", 1L);
    }

    @Test
    void damagedFilesAreReportedWithFileAndRow() throws Exception {
        String header = "index\tsentence1\tsentence2\tlabel\n";
        write("RTE", "train.tsv", header, "0\tA.\tB.\tentailment\n", "1\tA.\n");
        assertThatThrownBy(() -> load(GlueDataset.RTE))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("train.tsv: row 3 has 2 columns instead of 4");
        write("RTE", "train.tsv", header, "\n", "0\tA.\tB.\tentailment\tmore\n");
        assertThatThrownBy(() -> load(GlueDataset.RTE)).hasMessageContaining("row 3 has 5 columns instead of 4");
        write("RTE", "train.tsv", header, "0\tA.\tB.\tperhaps\n");
        assertThatThrownBy(() -> load(GlueDataset.RTE)).hasMessageContaining("row 2 has the label 'perhaps'");
        write("RTE", "train.tsv", "index\tsentence1\tlabel\n", "0\tA.\tentailment\n");
        assertThatThrownBy(() -> load(GlueDataset.RTE))
                .hasMessageContaining("has no column 'sentence2' in its first row, only [index, sentence1, label]");
        write("RTE", "train.tsv", header);
        assertThatThrownBy(() -> load(GlueDataset.RTE)).hasMessageContaining("has no rows");
        Files.write(folder.resolve("glue/RTE/train.tsv"), new byte[] {'a', (byte) 0xff, '\n'});
        assertThatThrownBy(() -> load(GlueDataset.RTE)).hasMessageContaining("not UTF-8");
        write("STS-B", "train.tsv", "sentence1\tsentence2\tscore\n", "A.\tB.\tmuch\n");
        assertThatThrownBy(() -> load(GlueDataset.STSB)).hasMessageContaining("row 2 has the score 'much'");
    }

    @Test
    void whatIsMissingIsNamedInBothLayouts() {
        assertThatThrownBy(() -> load(GlueDataset.WNLI))
                .isInstanceOfSatisfying(DatasetException.class, missing -> assertThat(missing.kind())
                        .isEqualTo(DatasetException.Kind.MISSING))
                .hasMessageContaining("wnli/train-00000-of-00001.parquet: is missing, and so is WNLI/train.tsv");
        write("RTE", "train.tsv", "sentence1\tsentence2\tlabel\n", "A.\tB.\tentailment\n");
        assertThatThrownBy(() -> load(GlueDataset.RTE)).hasMessageContaining("RTE/dev.tsv: is missing;");
    }

    private TextDataset load(TextSource source) throws DatasetException {
        return source.load(null, Optional.of(folder));
    }

    private void write(String task, String file, String... rows) {
        try {
            Path place = Files.createDirectories(folder.resolve("glue").resolve(task))
                    .resolve(file);
            Files.writeString(place, String.join("", rows), StandardCharsets.UTF_8);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
