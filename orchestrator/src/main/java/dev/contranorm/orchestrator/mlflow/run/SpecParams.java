package dev.contranorm.orchestrator.mlflow.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.orchestrator.mlflow.server.MlflowKey;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.SortedMap;
import java.util.TreeMap;

/** A specification as the flat parameters that MLflow compares and filters by. */
public final class SpecParams {
    /** The server cuts a longer value without a word. */
    static final int LONGEST_VALUE = 6000;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SpecParams() {}

    /** Every parameter of the specification with its seed, by key. A value that is too long ends with a note that says so. */
    public static SortedMap<String, String> ofTrial(String spec) {
        SortedMap<String, String> params = new TreeMap<>();
        JsonNode root = parsed(spec);
        root.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                field.getValue().properties().forEach(inner -> put(params, inner.getKey(), inner.getValue()));
            } else {
                put(params, field.getKey(), field.getValue());
            }
        });
        params.remove("schemaVersion");
        return params;
    }

    /** Those of a cell: without the seed and the split, over which it is repeated. */
    static SortedMap<String, String> ofCell(String spec) {
        SortedMap<String, String> params = ofTrial(spec);
        params.remove("seed");
        params.remove(TrialSpec.SPLIT);
        return params;
    }

    private static void put(SortedMap<String, String> params, String key, JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        params.put(MlflowKey.of(key), TruncatedText.to(LONGEST_VALUE, text, "spec.json"));
    }

    private static JsonNode parsed(String spec) {
        try {
            return MAPPER.readTree(spec);
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("not a specification: " + problem.getMessage(), problem);
        }
    }
}
