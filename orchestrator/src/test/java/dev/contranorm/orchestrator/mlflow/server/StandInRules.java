package dev.contranorm.orchestrator.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks of the real server, which it makes before it changes anything. */
final class StandInRules {
    private static final int KEY_LENGTH = 250;
    private static final int PARAM_LENGTH = 6000;
    private static final int TAG_LENGTH = 5000;
    private static final int DIGEST_LENGTH = 36;
    private static final int MOST_METRICS = 1000;
    private static final int MOST_PARAMS_OR_TAGS = 100;
    private static final int MOST_ENTITIES = 1000;
    private static final int MOST_BYTES = 1_000_000;
    private static final Pattern KEY = Pattern.compile("[/\\w.\\- :]*");

    private StandInRules() {}

    static void batch(JsonNode request, int bytes) {
        limit("bytes", bytes, MOST_BYTES);
        int metrics = request.path("metrics").size();
        int params = request.path("params").size();
        int tags = request.path("tags").size();
        limit("metrics", metrics, MOST_METRICS);
        limit("params", params, MOST_PARAMS_OR_TAGS);
        limit("tags", tags, MOST_PARAMS_OR_TAGS);
        limit("metrics, params, and tags", metrics + params + tags, MOST_ENTITIES);
        request.path("metrics").forEach(StandInRules::metric);
        request.path("params").forEach(param -> key(param.path("key").asText()));
        request.path("tags").forEach(tag -> key(tag.path("key").asText()));
        uniqueParams(request.path("params"));
    }

    private static void limit(String what, int count, int max) {
        if (count > max) {
            throw StandInError.invalid("A batch logging request can contain at most " + max + " " + what + ". Got "
                    + count + " " + what + ".");
        }
    }

    private static void metric(JsonNode metric) {
        key(metric.path("key").asText());
        JsonNode value = metric.path("value");
        boolean special =
                value.isTextual() && Set.of("NaN", "Infinity", "-Infinity").contains(value.asText());
        if (!value.isNumber() && !special) {
            throw StandInError.invalid("Invalid value " + value + " for metric " + metric.path("key"));
        }
        if (metric.path("timestamp").asLong(-1) < 0) {
            throw StandInError.invalid("Timestamp must be a nonnegative long (64-bit integer)");
        }
    }

    static void key(String key) {
        if (key.isEmpty() || key.length() > KEY_LENGTH) {
            throw StandInError.invalid("'" + key + "' is empty or exceeds the maximum length of 250 characters");
        }
        if (!KEY.matcher(key).matches()) {
            throw StandInError.invalid(
                    "Invalid name \"" + key + "\": Names may only contain alphanumerics, underscores (_),"
                            + " dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");
        }
        if (!normalised(key).equals(key) || key.startsWith("..") || key.equals(".")) {
            throw StandInError.invalid("Names may be treated as files in certain cases, and must not resolve to other"
                    + " names when treated as such. This name would resolve to '" + normalised(key) + "'");
        }
    }

    private static String normalised(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")
                    && !parts.isEmpty()
                    && !parts.get(parts.size() - 1).equals("..")) {
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }

    private static void uniqueParams(JsonNode params) {
        Set<String> keys = new HashSet<>();
        params.forEach(param -> {
            if (!keys.add(param.path("key").asText())) {
                throw StandInError.invalid("Duplicate parameter keys have been submitted: " + param.path("key"));
            }
        });
    }

    static String param(String value) {
        return cut(value, PARAM_LENGTH);
    }

    static String tag(String value) {
        return cut(value, TAG_LENGTH);
    }

    /** Cuts silently, as the real server does. */
    private static String cut(String value, int length) {
        return value.length() <= length ? value : value.substring(0, length);
    }

    static void dataset(JsonNode dataset) {
        for (String field : List.of("name", "digest", "source_type", "source")) {
            if (dataset.path(field).asText().isEmpty()) {
                throw StandInError.invalid("Missing value for required parameter 'datasets." + field + "'.");
            }
        }
        if (dataset.path("digest").asText().length() > DIGEST_LENGTH) {
            throw StandInError.invalid("dataset.digest exceeds the maximum length of 36");
        }
    }

    static void status(String status) {
        if (!Arrays.asList("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED")
                .contains(status)) {
            throw StandInError.invalid("Invalid value " + status + " for parameter 'status'");
        }
    }
}
