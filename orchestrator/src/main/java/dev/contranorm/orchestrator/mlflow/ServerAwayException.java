package dev.contranorm.orchestrator.mlflow;

/**
 * The server cannot be reached, answers too late, or says that it has trouble. Whether it carried out the request is not
 * known; later it may answer again.
 */
public final class ServerAwayException extends TrackingException {
    private static final long serialVersionUID = 1L;

    private final boolean answered;

    /** Nothing came back. */
    ServerAwayException(String message, Throwable cause) {
        super(message, cause);
        this.answered = false;
    }

    /** It answered that it cannot now. */
    ServerAwayException(int status, String message) {
        super("status " + status + ": " + message, null);
        this.answered = true;
    }

    /** Whether it answered at all: then the trouble may lie with this one request. */
    boolean answered() {
        return answered;
    }
}
