package dev.contranorm.orchestrator.http;

/** The HTTP API cannot listen on the configured address. The message names the address and what to do. */
public final class HttpUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HttpUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
