package dev.contranorm.zoo.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One case of {@code ops.json}.
 *
 * @param constants data other than inputs, such as an adjacency
 * @param gradients gradients of sum(out · weight) for each input and parameter
 */
public record OperatorCase(
        String name,
        String family,
        JsonNode meta,
        Map<String, GoldenArray> inputs,
        Map<String, GoldenArray> parameters,
        Map<String, GoldenArray> constants,
        GoldenArray out,
        Optional<GoldenArray> gradWeight,
        Map<String, GoldenArray> gradients) {
    static OperatorCase of(JsonNode node) {
        return new OperatorCase(
                node.get("name").asText(),
                node.get("family").asText(),
                node.get("meta"),
                arrays(node.path("inputs")),
                arrays(node.path("params")),
                arrays(node.path("const")),
                GoldenArray.of(node.get("out_f64")),
                Optional.ofNullable(node.get("grad_weight")).map(GoldenArray::of),
                arrays(node.path("grads_f64")));
    }

    private static Map<String, GoldenArray> arrays(JsonNode node) {
        Map<String, GoldenArray> arrays = new TreeMap<>();
        node.properties().forEach(field -> arrays.put(field.getKey(), GoldenArray.of(field.getValue())));
        return arrays;
    }
}
