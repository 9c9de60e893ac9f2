package dev.contranorm.zoo.data.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of a tokenizer, for programs that load a network trained with it.
 *
 * @param folder folder of the files
 * @param length maximum number of tokens of a text or pair
 */
public record TokenizerFiles(Path folder, int length) {
    private static final String DEFINITION = "tokenizer.json";
    private static final String CONFIGURATION = "tokenizer_config.json";
    private static final List<String> NAMES = List.of(
            DEFINITION, CONFIGURATION, "special_tokens_map.json", "added_tokens.json", "vocab.txt", "spiece.model");
    private static final String VOCABULARY = ".vocab";

    /** Hugging Face's names of the special tokens, and their spelling in BERT or SentencePiece. */
    private static final Map<String, List<String>> SPECIAL = new LinkedHashMap<>();

    static {
        SPECIAL.put("pad_token", List.of("[PAD]", "<pad>"));
        SPECIAL.put("unk_token", List.of("[UNK]", "<unk>"));
        SPECIAL.put("cls_token", List.of("[CLS]"));
        SPECIAL.put("sep_token", List.of("[SEP]"));
        SPECIAL.put("mask_token", List.of("[MASK]"));
    }

    /** The {@code tokenizer.json}, or one built from the vocabulary. */
    static byte[] definition(Path folder) throws IOException {
        Path whole = folder.resolve(DEFINITION);
        return Files.isRegularFile(whole) ? Files.readAllBytes(whole) : TokenizerDefinition.of(folder);
    }

    /**
     * Copies the files, and adds what Hugging Face's {@code AutoTokenizer} needs if it is missing: {@code tokenizer.json}, and
     * a {@code tokenizer_config.json} that loads it unchanged, without the defaults of an architecture.
     *
     * @throws IOException if a file cannot be read or written
     */
    public void copy(Path target) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(TokenizerFiles::isOne).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        byte[] definition = definition(folder);
        Files.write(target.resolve(DEFINITION), definition);
        if (!Files.exists(target.resolve(CONFIGURATION))) {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode configuration = configuration(mapper, mapper.readTree(definition));
            mapper.writerWithDefaultPrettyPrinter()
                    .writeValue(target.resolve(CONFIGURATION).toFile(), configuration);
        }
    }

    private static boolean isOne(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (NAMES.contains(name) || name.endsWith(VOCABULARY));
    }

    private ObjectNode configuration(ObjectMapper mapper, JsonNode definition) {
        ObjectNode configuration = mapper.createObjectNode()
                .put("tokenizer_class", "PreTrainedTokenizerFast")
                .put("model_max_length", length);
        // The generic class omits the token types, which mark the second text of a pair.
        ArrayNode inputs = configuration.putArray("model_input_names");
        List.of("input_ids", "token_type_ids", "attention_mask").forEach(inputs::add);
        List<String> added = definition.path("added_tokens").findValuesAsText("content");
        SPECIAL.forEach((role, texts) ->
                texts.stream().filter(added::contains).findFirst().ifPresent(text -> configuration.put(role, text)));
        return configuration;
    }
}
