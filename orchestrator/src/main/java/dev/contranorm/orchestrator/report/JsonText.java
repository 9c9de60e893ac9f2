package dev.contranorm.orchestrator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A JSON array with one object per line. */
final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    static String array(List<? extends Map<String, ?>> objects) {
        if (objects.isEmpty()) {
            return "[]\n";
        }
        return objects.stream().map(JsonText::object).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String object(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("cannot be written as JSON: " + object, impossible);
        }
    }
}
