package dev.contranorm.orchestrator.http;

import java.util.Objects;

/**
 * Where the HTTP API listens.
 *
 * @param host the address to bind; the API has no passwords, so any address but loopback must be chosen on purpose
 * @param port 0 for any free port
 * @param maxBodyBytes larger request bodies are answered with 413
 */
public record HttpSettings(String host, int port, long maxBodyBytes) {
    public static final String LOOPBACK = "127.0.0.1";
    public static final long DEFAULT_MAX_BODY_BYTES = 1L << 20;

    public HttpSettings {
        Objects.requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("HTTP host is empty: give an address such as " + LOOPBACK);
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("HTTP port must be between 0 (any free one) and 65535, not " + port);
        }
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("the largest request body must be at least 1 byte, not " + maxBodyBytes);
        }
    }

    /** Loopback only. */
    public static HttpSettings local(int port) {
        return new HttpSettings(LOOPBACK, port, DEFAULT_MAX_BODY_BYTES);
    }
}
