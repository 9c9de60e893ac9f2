package dev.contranorm.db.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Final values as a JSON object by name. JSON has no NaN and no infinity: they are text, which PostgreSQL casts back. */
public final class MetricJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private MetricJson() {}

    public static String write(Map<String, Double> metrics) {
        ObjectNode object = MAPPER.createObjectNode();
        metrics.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                object.put(name, value);
            } else {
                object.put(name, value.toString());
            }
        });
        return object.toString();
    }

    /** @param json what {@link #write} gave, or null for no values */
    public static SortedMap<String, Double> read(String json) {
        SortedMap<String, Double> metrics = new TreeMap<>();
        if (json != null) {
            tree(json).properties().forEach(field -> metrics.put(field.getKey(), number(field.getValue())));
        }
        return Collections.unmodifiableSortedMap(metrics);
    }

    private static double number(JsonNode value) {
        return value.isNumber() ? value.doubleValue() : Double.parseDouble(value.asText());
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("column metrics does not hold JSON: " + json, malformed);
        }
    }
}
