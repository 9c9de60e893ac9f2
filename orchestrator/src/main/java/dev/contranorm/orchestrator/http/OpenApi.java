package dev.contranorm.orchestrator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Serves the OpenAPI document, the file {@code openapi.json} beside this class. */
final class OpenApi extends HttpRoutes {
    static final String PATH = ROOT + "/openapi.json";

    private final String document = document();

    @Override
    void operations() {
        operation("http-openapi", "GET", PATH, exchange -> Reply.text(exchange, 200, Json.MEDIA_TYPE, document));
    }

    static String document() {
        try (InputStream file = OpenApi.class.getResourceAsStream("openapi.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException("openapi.json cannot be read from the jar", problem);
        }
    }
}
