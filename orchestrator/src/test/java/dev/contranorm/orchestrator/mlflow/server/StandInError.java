package dev.contranorm.orchestrator.mlflow.server;

/** An error response of the real server: status, {@code error_code} and {@code message}. */
final class StandInError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private StandInError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static StandInError invalid(String message) {
        return new StandInError(400, "INVALID_PARAMETER_VALUE", message);
    }

    static StandInError exists(String message) {
        return new StandInError(400, "RESOURCE_ALREADY_EXISTS", message);
    }

    static StandInError missing(String message) {
        return new StandInError(404, "RESOURCE_DOES_NOT_EXIST", message);
    }

    static StandInError unknownPath(String path) {
        return new StandInError(404, "ENDPOINT_NOT_FOUND", "no such endpoint: " + path);
    }

    static StandInError unauthenticated() {
        return new StandInError(401, "UNAUTHENTICATED", "You are not authenticated.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
