package dev.contranorm.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** The OpenAPI document as a judge of answers. */
final class Description {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode document;

    Description() {
        try {
            document = MAPPER.readTree(OpenApi.document());
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** {@code METHOD /path} of everything described. */
    List<String> operations() {
        List<String> all = new ArrayList<>();
        document.get("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> all.add(method.toUpperCase() + " " + path.getKey())));
        return all;
    }

    static List<String> served(CamelContext context) {
        return new Operations(context)
                .all().stream()
                        .map(operation -> operation.method() + " " + operation.path())
                        .toList();
    }

    /** Fails unless the description allows this answer. What no operation answers is only held to be a problem document. */
    void check(String method, HttpResponse<String> response) throws Exception {
        String type = response.headers().firstValue("Content-Type").orElse("").split(";")[0];
        Optional<JsonNode> operation =
                operation(method, response.request().uri().getPath());
        if (operation.isEmpty()) {
            assertThat(response.statusCode()).isIn(404, 405);
            validate(document.at("/components/schemas/Problem"), response.body());
            return;
        }
        JsonNode answer = operation.get().at("/responses/" + response.statusCode());
        if (answer.has("$ref")) {
            answer = document.at(answer.get("$ref").asText().substring(1));
        }
        assertThat(answer.isMissingNode())
                .as("%s %s: status %d is not described", method, response.uri(), response.statusCode())
                .isFalse();
        JsonNode media = answer.get("content").get(type);
        assertThat(media)
                .as("%s %s: %s is not described", method, response.uri(), type)
                .isNotNull();
        if (type.endsWith("json")) {
            validate(media.get("schema"), response.body());
        }
    }

    private Optional<JsonNode> operation(String method, String path) {
        return document.get("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .map(entry -> entry.getValue().get(method.toLowerCase()))
                .filter(operation -> operation != null)
                .findFirst();
    }

    private void validate(JsonNode schema, String body) throws Exception {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components"));
        JsonSchema judge =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
        assertThat(judge.validate(MAPPER.readTree(body))).as(body).isEmpty();
    }
}
