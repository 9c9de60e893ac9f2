package dev.contranorm.zoo.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The specification of one trial: everything that decides its numbers. Two trials with the same {@link #hash} are the same
 * experiment; a cell is the specification without the axes of repetition: its seed and its split of the data.
 *
 * @param parameters every resolved parameter by dotted key, including defaults; values are Long, Double, Boolean or String. A
 *     Double without a fraction is stored as Long, so that 1 and 1.0 are the same value.
 */
public record TrialSpec(
        String dataset,
        String backbone,
        String norm,
        Protocol protocol,
        long seed,
        SortedMap<String, Object> parameters) {
    /** Version of the canonical form; increased when the meaning of a key changes, so that old results are not reused. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * The parameter that selects one of a dataset's published splits: an axis of repetition like the seed, not part of the
     * cell.
     */
    public static final String SPLIT = "dataset.split";

    /** The limit above which consecutive doubles may be more than 1 apart. */
    private static final double LARGEST_EXACT_INTEGER = 1L << 53;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public TrialSpec {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(backbone, "backbone");
        Objects.requireNonNull(norm, "norm");
        Objects.requireNonNull(protocol, "protocol");
        SortedMap<String, Object> checked = new TreeMap<>();
        parameters.forEach((key, value) -> checked.put(key, stored(key, value)));
        parameters = Collections.unmodifiableSortedMap(checked);
    }

    private static Object stored(String key, Object value) {
        if (value instanceof Double number) {
            return stored(number);
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Long || value instanceof Boolean || value instanceof String) {
            return value;
        }
        throw new IllegalArgumentException(key + ": " + value + " is not a number, a flag or a text");
    }

    /** A number in the form stored in a specification: without a fraction as Long, so that 1 and 1.0 are the same value. */
    public static Object stored(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT_INTEGER;
        return whole ? (Object) (long) number : (Object) number;
    }

    /** The specification as canonical JSON: sorted keys, a unique text for every specification. */
    public String canonicalJson() {
        Map<String, Object> fields = fields();
        fields.put("seed", seed);
        return CanonicalJson.write(fields);
    }

    /** SHA-256 of {@link #canonicalJson()}, 64 hexadecimal digits. */
    public String hash() {
        return DigestUtils.sha256Hex(canonicalJson());
    }

    /** The hash of the cell: the specification without its seed and its {@link #SPLIT}. */
    public String cellHash() {
        Map<String, Object> fields = fields();
        SortedMap<String, Object> shared = new TreeMap<>(parameters);
        shared.remove(SPLIT);
        fields.put("parameters", shared);
        return DigestUtils.sha256Hex(CanonicalJson.write(fields));
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("schemaVersion", SCHEMA_VERSION);
        fields.put("dataset", dataset);
        fields.put("backbone", backbone);
        fields.put("norm", norm);
        fields.put("protocol", protocol.label());
        fields.put("parameters", parameters);
        return fields;
    }

    /**
     * Reads the output of {@link #canonicalJson()}; unknown fields are ignored.
     *
     * @throws InvalidTrialException if a field is missing or the text is not a JSON object
     */
    public static TrialSpec parse(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            SortedMap<String, Object> parameters = new TreeMap<>();
            required(node, "parameters")
                    .properties()
                    .forEach(field ->
                            parameters.put(field.getKey(), MAPPER.convertValue(field.getValue(), Object.class)));
            return new TrialSpec(
                    required(node, "dataset").asText(),
                    required(node, "backbone").asText(),
                    required(node, "norm").asText(),
                    Protocol.of(required(node, "protocol").asText()),
                    required(node, "seed").asLong(),
                    parameters);
        } catch (JsonProcessingException | IllegalArgumentException problem) {
            throw new InvalidTrialException(
                    List.of(new Problem("spec", "is not a trial specification: " + problem.getMessage(), "")));
        }
    }

    private static JsonNode required(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new InvalidTrialException(List.of(new Problem(field, "is missing from the specification", "")));
        }
        return value;
    }

    /** A whole-number parameter. */
    public long integer(String key) {
        return value(key) instanceof Long number ? number : wrong(key, ParameterType.INTEGER);
    }

    /** A numeric parameter. */
    public double number(String key) {
        return value(key) instanceof Number number ? number.doubleValue() : wrong(key, ParameterType.NUMBER);
    }

    public boolean flag(String key) {
        return value(key) instanceof Boolean flag ? flag : wrong(key, ParameterType.FLAG);
    }

    public String text(String key) {
        return value(key) instanceof String text ? text : wrong(key, ParameterType.TEXT);
    }

    private Object value(String key) {
        Object value = parameters.get(key);
        if (value == null) {
            throw new InvalidTrialException(List.of(new Problem(key, "is missing from the specification", "")));
        }
        return value;
    }

    private <T> T wrong(String key, ParameterType type) {
        throw new InvalidTrialException(
                List.of(new Problem(key, "'" + parameters.get(key) + "' is not " + type.description(), "")));
    }
}
