package dev.contranorm.orchestrator.mlflow.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An error status of the server and its JSON body: {@code error_code} and {@code message}. */
final class ErrorResponse {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_MESSAGE_LENGTH = 300;

    private ErrorResponse() {}

    /** "Unavailable" for a server that fails, is overloaded or denies access; "refused" for any other error. */
    static TrackingException toException(int status, String body) {
        JsonNode error = json(body);
        String message = shortened(error.path("message").asText(body == null ? "" : body));
        if (status >= 500 || status == 429 || status == 408) {
            return new ServerUnavailableException(status, message);
        }
        if (status == 401 || status == 403) {
            return new ServerUnavailableException(
                    status,
                    "access denied (" + message + "); set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD,"
                            + " or MLFLOW_TRACKING_TOKEN");
        }
        return new RequestRefusedException(error.path("error_code").asText("HTTP " + status), message);
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
        return line.length() <= MAX_MESSAGE_LENGTH ? line : line.substring(0, MAX_MESSAGE_LENGTH) + "…";
    }
}
