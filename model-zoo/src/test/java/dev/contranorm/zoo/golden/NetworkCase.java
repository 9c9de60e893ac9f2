package dev.contranorm.zoo.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One case of {@code nets.json}.
 *
 * @param node the whole entry: {@code meta}, {@code weights}, {@code file}, {@code lr_used}…
 */
public record NetworkCase(String name, JsonNode node) {
    public JsonNode meta() {
        return node.get("meta");
    }

    /** {@code DeepGCN}, {@code bert}, … */
    public String model() {
        return meta().get("model").asText();
    }

    /** Initial weights by published name, row-major. */
    public Map<String, float[]> weights() {
        return Golden.weights(node.get("weights").asText());
    }

    /** Inputs and results by name, such as {@code logits0.f64}. */
    public Map<String, GoldenArray> arrays() {
        return Golden.arrays(node.get("file").asText());
    }
}
