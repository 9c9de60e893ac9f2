package dev.contranorm.worker.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenMessagesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path MESSAGES = Path.of("src/test/resources/messages");
    /** Fields that a message need not have. */
    private static final Set<String> OPTIONAL_FIELDS = Set.of("timeLimitMillis");

    private final BusJson json = new BusJson();

    static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(MESSAGES)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsValidAgainstItsSchema(Path file) throws Exception {
        assertThat(schema(file).validate(MAPPER.readTree(file.toFile()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsReadAndWrittenUnchanged(Path file) throws Exception {
        byte[] text = Files.readAllBytes(file);

        assertThat(MAPPER.readTree(readAndWrite(file, text))).isEqualTo(MAPPER.readTree(text));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void fieldsThatAReaderDoesNotKnowAreIgnored(Path file) throws Exception {
        JsonNode known = MAPPER.readTree(file.toFile());
        ObjectNode more = known.deepCopy();
        more.put("colour", "green").putObject("shape").put("corners", 3);

        assertThat(MAPPER.readTree(readAndWrite(file, MAPPER.writeValueAsBytes(more))))
                .isEqualTo(known);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageWithoutARequiredFieldIsRejectedBySchemaAndReader(Path file) throws Exception {
        ObjectNode whole = (ObjectNode) MAPPER.readTree(file.toFile());
        for (String field : (Iterable<String>) whole::fieldNames) {
            if (OPTIONAL_FIELDS.contains(field)) {
                continue;
            }
            ObjectNode lacking = whole.deepCopy();
            lacking.remove(field);

            assertThat(schema(file).validate(lacking)).as(field).isNotEmpty();
            assertThat(catchThrowableOfType(
                                    MalformedMessageException.class,
                                    () -> readAndWrite(file, MAPPER.writeValueAsBytes(lacking)))
                            .field())
                    .isEqualTo(field);
        }
    }

    @Test
    void everyKindOfEventHasAGoldenMessage() throws Exception {
        List<Class<?>> seen = new ArrayList<>();
        for (Path file : messages()) {
            if (kind(file).equals("trial-event.v1")) {
                seen.add(json.readEvent(Files.readAllBytes(file)).getClass());
            }
        }

        assertThat(seen).containsAll(Arrays.asList(TrialEvent.class.getPermittedSubclasses()));
    }

    @Test
    void everyFieldOfASchemaIsExplainedInASentence() throws Exception {
        for (String name : List.of("trial-assignment.v1", "trial-event.v1", "control-command.v1")) {
            for (JsonNode properties : MAPPER.readTree(schemaFile(name)).findValues("properties")) {
                properties.properties().forEach(property -> {
                    boolean aCondition = property.getValue().size() == 1
                            && (property.getValue().has("const")
                                    || property.getValue().has("$ref"));
                    if (!aCondition) {
                        assertThat(property.getValue().path("description").asText())
                                .as(name + " " + property.getKey())
                                .endsWith(".");
                    }
                });
            }
        }
    }

    private byte[] readAndWrite(Path file, byte[] text) throws MalformedMessageException {
        return switch (kind(file)) {
            case "trial-assignment.v1" -> json.write(json.readAssignment(text));
            case "trial-event.v1" -> json.write(json.readEvent(text));
            case "control-command.v1" -> json.write(json.readCommand(text));
            default -> throw new AssertionError("no reader for " + file);
        };
    }

    private static String kind(Path file) {
        return file.getParent().getFileName().toString();
    }

    private static JsonSchema schema(Path file) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaFile(kind(file)));
    }

    private static InputStream schemaFile(String name) {
        return BusJson.class.getResourceAsStream("/schemas/" + name + ".json");
    }
}
