package dev.contranorm.worker.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Writes and reads the messages of the bus as JSON, in the form that the schemas in {@code /schemas} describe. Readers ignore
 * fields that they do not know, and refuse a schema version above {@link #SCHEMA_VERSION}. Thread-safe.
 */
public final class BusJson {
    /** Raised when the meaning of a message changes in a way that older readers must not ignore. */
    public static final int SCHEMA_VERSION = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public byte[] write(TrialAssignment assignment) {
        return bytes(AssignmentJson.write(assignment, message()));
    }

    public byte[] write(TrialEvent event) {
        return bytes(EventJson.write(event, message()));
    }

    public byte[] write(ControlCommand command) {
        return bytes(CommandJson.write(command, message()));
    }

    /**
     * @throws MalformedMessageException naming the field that is missing or wrong
     */
    public TrialAssignment readAssignment(byte[] json) throws MalformedMessageException {
        return AssignmentJson.read(fields(json));
    }

    /**
     * @throws MalformedMessageException naming the field that is missing or wrong
     */
    public TrialEvent readEvent(byte[] json) throws MalformedMessageException {
        return EventJson.read(fields(json));
    }

    /**
     * @throws MalformedMessageException naming the field that is missing or wrong
     */
    public ControlCommand readCommand(byte[] json) throws MalformedMessageException {
        return CommandJson.read(fields(json));
    }

    private static ObjectNode message() {
        return MAPPER.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
    }

    private static byte[] bytes(ObjectNode message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree cannot be written as JSON", impossible);
        }
    }

    private static MessageFields fields(byte[] json) throws MalformedMessageException {
        if (json == null) {
            throw new MalformedMessageException("message", "is empty");
        }
        MessageFields fields = new MessageFields(tree(json), "");
        int version = fields.integer("schemaVersion", 1);
        if (version > SCHEMA_VERSION) {
            throw new MalformedMessageException(
                    "schemaVersion",
                    version + " is newer than " + SCHEMA_VERSION + ", the newest that this process reads; update it");
        }
        return fields;
    }

    private static JsonNode tree(byte[] json) throws MalformedMessageException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (JsonProcessingException problem) {
            throw new MalformedMessageException("message", "is not JSON: " + problem.getOriginalMessage());
        } catch (IOException problem) {
            throw new MalformedMessageException("message", "is not JSON: " + problem.getMessage());
        }
        if (!tree.isObject()) {
            throw new MalformedMessageException("message", "is not a JSON object");
        }
        return tree;
    }
}
