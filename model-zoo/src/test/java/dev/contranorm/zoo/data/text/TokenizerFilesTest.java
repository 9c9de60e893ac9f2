package dev.contranorm.zoo.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFilesTest {
    private static final TextExample PAIR = new TextExample("a cat", Optional.of("b unheard"), 0);

    @TempDir
    Path from;

    @TempDir
    Path to;

    private JsonNode copied() throws Exception {
        Tokens before = encoded(from);
        new TokenizerFiles(from, 9).copy(to);
        assertThat(encoded(to)).usingRecursiveComparison().isEqualTo(before);
        return new ObjectMapper().readTree(to.resolve("tokenizer_config.json").toFile());
    }

    private static Tokens encoded(Path folder) throws Exception {
        try (TextTokenizer tokenizer = TextTokenizer.open(folder, 9)) {
            return tokenizer.encode(PAIR);
        }
    }

    @Test
    void aVocabularyOfWordPiecesComesWithTheDefinitionThatItMeans() throws Exception {
        Files.write(from.resolve("vocab.txt"), List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "cat", "b"));
        Files.writeString(from.resolve("notes.txt"), "stays where it is");

        JsonNode configuration = copied();

        assertThat(to).isDirectoryNotContaining("glob:**notes.txt");
        assertThat(to.resolve("vocab.txt")).hasSameBinaryContentAs(from.resolve("vocab.txt"));
        assertThat(to.resolve("tokenizer.json")).isNotEmptyFile();
        assertThat(configuration.path("model_max_length").asInt()).isEqualTo(9);
        assertThat(configuration.path("model_input_names").toString()).contains("token_type_ids");
        assertThat(configuration.path("pad_token").asText()).isEqualTo("[PAD]");
        assertThat(configuration.path("mask_token").asText()).isEqualTo("[MASK]");
    }

    @Test
    void sentencePiecesComeWithTheirFile() throws Exception {
        Files.write(
                from.resolve("small.vocab"),
                List.of("<pad>\t0", "<unk>\t0", "[CLS]\t0", "[SEP]\t0", "[MASK]\t0", "\u2581a\t-1", "\u2581cat\t-2"));

        JsonNode configuration = copied();

        assertThat(to.resolve("small.vocab")).exists();
        assertThat(configuration.path("unk_token").asText()).isEqualTo("<unk>");
        assertThat(configuration.path("cls_token").asText()).isEqualTo("[CLS]");
    }

    @Test
    void aTokenizerThatIsWholeIsCopiedAsItIs() throws Exception {
        Path pieces = Files.createDirectories(from.resolve("pieces"));
        Files.write(pieces.resolve("vocab.txt"), List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "cat"));
        Files.write(from.resolve("tokenizer.json"), TokenizerDefinition.of(pieces));
        Files.writeString(from.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");

        JsonNode configuration = copied();

        assertThat(to.resolve("tokenizer.json")).hasSameBinaryContentAs(from.resolve("tokenizer.json"));
        assertThat(configuration.toString()).isEqualTo("{\"do_lower_case\":false}");
    }
}
