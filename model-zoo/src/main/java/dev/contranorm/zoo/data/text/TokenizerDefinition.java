package dev.contranorm.zoo.data.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds {@code tokenizer.json} for folders that have only a vocabulary: BERT's WordPiece or ALBERT's SentencePiece unigrams.
 */
final class TokenizerDefinition {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TokenizerDefinition() {}

    /**
     * @throws NoSuchFileException if the folder has no vocabulary either
     */
    static byte[] of(Path folder) throws IOException {
        Path wordPieces = folder.resolve("vocab.txt");
        if (Files.isRegularFile(wordPieces)) {
            return wordPiece(Files.readAllLines(wordPieces));
        }
        Path binary = folder.resolve("spiece.model");
        if (Files.isRegularFile(binary)) {
            return unigram(SentencePieces.binary(Files.readAllBytes(binary)));
        }
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            Path text = files.filter(file -> file.toString().endsWith(".vocab"))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchFileException(
                            folder + " has no tokenizer.json, vocab.txt, spiece.model or .vocab file"));
            return unigram(SentencePieces.text(Files.readAllLines(text)));
        }
    }

    static int vocabulary(byte[] definition) throws IOException {
        JsonNode root = MAPPER.readTree(definition);
        int largest = root.at("/model/vocab").size() - 1;
        for (JsonNode added : root.path("added_tokens")) {
            largest = Math.max(largest, added.path("id").asInt());
        }
        return largest + 1;
    }

    private static byte[] wordPiece(List<String> pieces) throws IOException {
        ObjectNode root = root(pieces, List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        root.putObject("normalizer")
                .put("type", "BertNormalizer")
                .put("clean_text", true)
                .put("handle_chinese_chars", true)
                .putNull("strip_accents")
                .put("lowercase", true);
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        root.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
        ObjectNode model = root.putObject("model")
                .put("type", "WordPiece")
                .put("unk_token", "[UNK]")
                .put("continuing_subword_prefix", "##")
                .put("max_input_chars_per_word", 100);
        ObjectNode vocabulary = model.putObject("vocab");
        for (int k = 0; k < pieces.size(); k++) {
            vocabulary.put(pieces.get(k), k);
        }
        return MAPPER.writeValueAsBytes(root);
    }

    private static byte[] unigram(List<SentencePieces.Piece> pieces) throws IOException {
        List<String> texts = pieces.stream().map(SentencePieces.Piece::text).toList();
        ObjectNode root = root(texts, List.of("<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"));
        ArrayNode normalizers =
                root.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        replace(normalizers, "``");
        replace(normalizers, "''");
        normalizers.addObject().put("type", "NFKD");
        normalizers.addObject().put("type", "StripAccents");
        normalizers.addObject().put("type", "Lowercase");
        for (String part : List.of("pre_tokenizer", "decoder")) {
            root.putObject(part)
                    .put("type", "Metaspace")
                    .put("replacement", "\u2581")
                    .put("prepend_scheme", "always")
                    .put("split", true);
        }
        ObjectNode model = root.putObject("model").put("type", "Unigram").put("unk_id", texts.indexOf("<unk>"));
        ArrayNode vocabulary = model.putArray("vocab");
        pieces.forEach(piece -> vocabulary.addArray().add(piece.text()).add(piece.score()));
        return MAPPER.writeValueAsBytes(root);
    }

    private static void replace(ArrayNode normalizers, String quote) {
        ObjectNode replacement = normalizers.addObject().put("type", "Replace").put("content", "\"");
        replacement.putObject("pattern").put("String", quote);
    }

    /** Special tokens, and the template [CLS] A [SEP] B [SEP]. */
    private static ObjectNode root(List<String> pieces, List<String> special) {
        ObjectNode root = MAPPER.createObjectNode().put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        for (String token : special) {
            added.addObject()
                    .put("id", pieces.indexOf(token))
                    .put("content", token)
                    .put("single_word", false)
                    .put("lstrip", token.equals("[MASK]"))
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        ObjectNode frame = root.putObject("post_processor").put("type", "TemplateProcessing");
        ArrayNode single = frame.putArray("single");
        ArrayNode pair = frame.putArray("pair");
        for (ArrayNode template : List.of(single, pair)) {
            part(template, "SpecialToken", "[CLS]", 0);
            part(template, "Sequence", "A", 0);
            part(template, "SpecialToken", "[SEP]", 0);
        }
        part(pair, "Sequence", "B", 1);
        part(pair, "SpecialToken", "[SEP]", 1);
        ObjectNode tokens = frame.putObject("special_tokens");
        for (String token : List.of("[CLS]", "[SEP]")) {
            ObjectNode entry = tokens.putObject(token).put("id", token);
            entry.putArray("ids").add(pieces.indexOf(token));
            entry.putArray("tokens").add(token);
        }
        return root;
    }

    private static void part(ArrayNode template, String kind, String id, int type) {
        template.addObject().putObject(kind).put("id", id).put("type_id", type);
    }
}
