package dev.contranorm.orchestrator.mlflow.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.orchestrator.mlflow.server.MlflowKey;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.SortedMap;
import java.util.TreeMap;

/** A specification as flat params, by which MLflow compares and filters runs. */
public final class SpecParams {
    /** The server silently cuts longer values. */
    private static final int MAX_LENGTH = 6000;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SpecParams() {}

    /** Every parameter of the specification, including the seed, by key. A value that is too long is cut and says so. */
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

    /** The params of a cell: those of its trials without seed and split. */
    static SortedMap<String, String> ofCell(String spec) {
        SortedMap<String, String> params = ofTrial(spec);
        params.remove("seed");
        params.remove(TrialSpec.SPLIT);
        return params;
    }

    private static void put(SortedMap<String, String> params, String key, JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        params.put(MlflowKey.of(key), TruncatedText.of(MAX_LENGTH, text, RunArtifacts.SPEC));
    }

    private static JsonNode parsed(String spec) {
        try {
            return MAPPER.readTree(spec);
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("not a specification: " + problem.getMessage(), problem);
        }
    }
}
