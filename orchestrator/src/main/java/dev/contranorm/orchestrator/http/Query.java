package dev.contranorm.orchestrator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The query part of a URI. */
record Query(Map<String, String> values) {
    static Query of(String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                if (values.putIfAbsent(decoded(name), decoded(value)) != null) {
                    throw new RequestException(400, "'" + decoded(name) + "' occurs twice in the query");
                }
            }
        }
        return new Query(values);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new RequestException(400, "the query is not valid percent-encoding: " + malformed.getMessage());
        }
    }
}
