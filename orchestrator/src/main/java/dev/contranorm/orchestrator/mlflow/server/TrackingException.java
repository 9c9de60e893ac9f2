package dev.contranorm.orchestrator.mlflow.server;

/** The tracking server did not do what it was asked. */
public sealed class TrackingException extends RuntimeException
        permits ServerUnavailableException, RequestRefusedException {
    private static final long serialVersionUID = 1L;

    TrackingException(String message, Throwable cause) {
        super(message, cause);
    }
}
