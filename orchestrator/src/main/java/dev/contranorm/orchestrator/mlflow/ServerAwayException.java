package dev.contranorm.orchestrator.mlflow;

/**
 * The server cannot be reached, answers too late, or says that it has trouble. Whether it carried out the request is not
 * known; later it may answer again.
 */
public final class ServerAwayException extends TrackingException {
    private static final long serialVersionUID = 1L;

    ServerAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
