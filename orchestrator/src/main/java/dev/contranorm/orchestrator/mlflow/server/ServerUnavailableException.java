package dev.contranorm.orchestrator.mlflow.server;

/**
 * The server cannot be reached, responds too late, or reports an error of its own. Whether it carried out the request
 * is unknown. A later request may succeed.
 */
public final class ServerUnavailableException extends TrackingException {
    private static final long serialVersionUID = 1L;

    private static final int INTERNAL_ERROR = 500;

    private final boolean internalError;

    /** There was no response. */
    public ServerUnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.internalError = false;
    }

    /** The response was an error status. */
    ServerUnavailableException(int status, String message) {
        super("status " + status + ": " + message, null);
        this.internalError = status == INTERNAL_ERROR;
    }

    /** Whether the server failed at this request (status 500), and may succeed at others. */
    public boolean internalError() {
        return internalError;
    }
}
