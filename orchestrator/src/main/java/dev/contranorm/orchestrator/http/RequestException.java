package dev.contranorm.orchestrator.http;

/** A request that the API refuses, with its status and a message that says what to do. */
final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
