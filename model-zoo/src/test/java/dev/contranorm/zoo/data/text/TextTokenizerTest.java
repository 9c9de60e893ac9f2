package dev.contranorm.zoo.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.golden.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TextTokenizerTest {
    private static final int LONG = 100_000;

    @TempDir
    Path folder;

    @Test
    void piecesAreThoseOfBert() throws Exception {
        Path data = data();
        Path golden = data.resolve("tokenizer-golden/regression-text_bert-base-uncased.txt");
        for (Path place : List.of(data.resolve("bert-base-uncased"), onlyVocabulary(data))) {
            try (TextTokenizer tokenizer = TextTokenizer.open(place, LONG)) {
                assertThat(tokenizer.vocabulary()).isEqualTo(30_522);
                for (String row : Files.readAllLines(golden)) {
                    List<String> columns = List.of(row.split("\t", -1));
                    assertThat(tokenizer.pieces(columns.get(0))).isEqualTo(columns.subList(1, columns.size()));
                }
            }
        }
    }

    private Path onlyVocabulary(Path data) throws Exception {
        Files.copy(data.resolve("bert-base-uncased/vocab.txt"), folder.resolve("vocab.txt"));
        return folder;
    }

    @Test
    void pairsAreFramedAndCutFromTheLongerEnd() throws Exception {
        try (TextTokenizer tokenizer = TextTokenizer.open(data().resolve("bert-base-uncased"), 8)) {
            Tokens pair = tokenizer.encode(new TextExample("a b c d e f g", Optional.of("x y"), 0));
            assertThat(pair.types()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1);
            assertThat(pair.ids()[0]).as("[CLS]").isEqualTo(101);
            assertThat(pair.ids()[4]).as("[SEP]").isEqualTo(102);
        }
    }

    @Test
    void sentencePiecesAreReadFromTheirScores() throws Exception {
        try (TextTokenizer tokenizer = TextTokenizer.open(data().resolve("albert-base-v2"), LONG)) {
            assertThat(tokenizer.vocabulary()).isEqualTo(30_000);
            assertThat(tokenizer.pieces("Hello, World!")).containsExactly("\u2581hello", ",", "\u2581world", "!");
            Tokens framed = tokenizer.encode(new TextExample("hello", Optional.of("world"), 0));
            assertThat(framed.types()).containsExactly(0, 0, 0, 1, 1);
            assertThat(framed.ids()[0]).as("[CLS]").isEqualTo(2);
            assertThat(framed.ids()[2]).as("[SEP]").isEqualTo(3);
        }
    }

    @Test
    void aFolderWithoutATokenizerIsNamed() {
        assertThatThrownBy(() -> TextTokenizer.open(folder.resolve("nowhere"), LONG))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("nowhere");
    }

    private static Path data() {
        assumeTrue(Golden.dataFolder().isPresent(), "SWEEP_DATA is not set: vocabularies are not read");
        return Golden.dataFolder().get();
    }
}
