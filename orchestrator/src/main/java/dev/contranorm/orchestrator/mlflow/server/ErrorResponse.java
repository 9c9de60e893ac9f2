package dev.contranorm.orchestrator.mlflow.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An error status of the server and its JSON body: {@code error_code} and {@code message}. */
final class ErrorResponse {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 300;

    private ErrorResponse() {}

    /** A refusal for a request that was wrong, "away" for a server that has trouble, is too busy or lets nobody in. */
    static TrackingException toException(int status, String body) {
        JsonNode answer = json(body);
        String message = shortened(answer.path("message").asText(body == null ? "" : body));
        if (status >= 500 || status == 429 || status == 408) {
            return new ServerUnavailableException(status, message);
        }
        if (status == 401 || status == 403) {
            return new ServerUnavailableException(
                    status,
                    "it does not let us in (" + message
                            + "); set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD,"
                            + " or MLFLOW_TRACKING_TOKEN");
        }
        return new RequestRefusedException(answer.path("error_code").asText("HTTP " + status), message);
    }

    private static JsonNode json(String body) {
        try {
            JsonNode parsed = body == null ? null : MAPPER.readTree(body);
            return parsed == null ? MAPPER.createObjectNode() : parsed;
        } catch (JsonProcessingException notJson) {
            return MAPPER.createObjectNode();
        }
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
