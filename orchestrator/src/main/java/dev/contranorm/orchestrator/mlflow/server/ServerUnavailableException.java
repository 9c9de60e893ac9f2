package dev.contranorm.orchestrator.mlflow.server;

/**
 * The server cannot be reached, answers too late, or says that it has trouble. Whether it carried out the request is not
 * known; later it may answer again.
 */
public final class ServerUnavailableException extends TrackingException {
    private static final long serialVersionUID = 1L;

    private static final int INTERNAL_ERROR = 500;

    private final boolean single;

    /** Nothing came back. */
    public ServerUnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.single = false;
    }

    /** It answered that it cannot now. */
    ServerUnavailableException(int status, String message) {
        super("status " + status + ": " + message, null);
        this.single = status == INTERNAL_ERROR;
    }

    /** Whether the trouble may lie with this one request: the server failed at it, and may not at the next. */
    public boolean single() {
        return single;
    }
}
