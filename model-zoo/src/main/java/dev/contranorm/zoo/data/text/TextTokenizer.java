package dev.contranorm.zoo.data.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.contranorm.zoo.data.DatasetException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hugging Face tokenizers, from a folder with {@code tokenizer.json}, a WordPiece {@code vocab.txt}, or SentencePiece pieces
 * ({@code spiece.model}, or a {@code .vocab} file of pieces and scores).
 */
public final class TextTokenizer implements TokenEncoder {
    private final HuggingFaceTokenizer tokenizer;
    private final int vocabulary;
    private final TokenizerFiles files;

    private TextTokenizer(HuggingFaceTokenizer tokenizer, int vocabulary, TokenizerFiles files) {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
        this.files = files;
    }

    /**
     * @param length maximum number of tokens of a text or pair, including special tokens; longer inputs are truncated, the
     *     longer text of a pair first
     * @throws DatasetException if the folder has no tokenizer, or a malformed one
     */
    public static TextTokenizer open(Path folder, int length) throws DatasetException {
        // Otherwise the library looks for newer files and for GPUs.
        System.setProperty("ai.djl.offline", "true");
        try {
            byte[] definition = TokenizerFiles.definition(folder);
            Map<String, String> options =
                    Map.of("truncation", "true", "maxLength", String.valueOf(length), "padding", "false");
            HuggingFaceTokenizer tokenizer =
                    HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(definition), options);
            return new TextTokenizer(
                    tokenizer, TokenizerDefinition.vocabulary(definition), new TokenizerFiles(folder, length));
        } catch (IOException | RuntimeException malformed) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED,
                    folder + ": the tokenizer cannot be read: " + malformed.getMessage());
        }
    }

    @Override
    public int vocabulary() {
        return vocabulary;
    }

    @Override
    public Optional<TokenizerFiles> files() {
        return Optional.of(files);
    }

    @Override
    public Tokens encode(TextExample example) {
        Encoding encoding = example.second().isPresent()
                ? tokenizer.encode(example.first(), example.second().get())
                : tokenizer.encode(example.first());
        return new Tokens(integers(encoding.getIds()), integers(encoding.getTypeIds()));
    }

    /** The pieces of a text without special tokens. */
    public List<String> pieces(String text) {
        return List.of(tokenizer.encode(text, false, false).getTokens());
    }

    private static int[] integers(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
