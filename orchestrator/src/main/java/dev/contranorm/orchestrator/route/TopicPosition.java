package dev.contranorm.orchestrator.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The end of a topic at some moment.
 *
 * @param topicId Kafka's id of the topic: a different one means that the topic, or the whole broker, has been replaced
 * @param offsets end offset by partition
 */
record TopicPosition(String topicId, SortedMap<Integer, Long> offsets) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    TopicPosition {
        offsets = new TreeMap<>(offsets);
    }

    String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException problem) {
            throw new IllegalStateException("a position holds only numbers and text", problem);
        }
    }

    static TopicPosition of(String json) {
        try {
            return MAPPER.readValue(json, TopicPosition.class);
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("not a topic's position: " + json, problem);
        }
    }
}
