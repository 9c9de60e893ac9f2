package dev.contranorm.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The description as a document; that it tells the truth is checked against the running API. */
class OpenApiTest {
    private static final JsonNode DOCUMENT = document();

    private static JsonNode document() {
        try {
            return new ObjectMapper().readTree(OpenApi.document());
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode reference : DOCUMENT.findValues("$ref")) {
            assertThat(DOCUMENT.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void everySchemaIsUsed() {
        Set<String> used = new HashSet<>();
        DOCUMENT.findValues("$ref").forEach(reference -> used.add(reference.asText()));
        DOCUMENT.at("/components/schemas").fieldNames().forEachRemaining(name -> assertThat(used)
                .contains("#/components/schemas/" + name));
    }

    @Test
    void everyFieldHasASentence() {
        List<String> without = new ArrayList<>();
        DOCUMENT.at("/components/schemas").properties().forEach(schema -> schema.getValue()
                .path("properties")
                .properties()
                .forEach(field -> {
                    if (!field.getValue().has("description")
                            && !field.getValue().has("$ref")) {
                        without.add(schema.getKey() + "." + field.getKey());
                    }
                }));
        assertThat(without).isEmpty();
    }
}
