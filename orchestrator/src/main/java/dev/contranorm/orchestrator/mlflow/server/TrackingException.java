package dev.contranorm.orchestrator.mlflow.server;

import dev.contranorm.zoo.UserFacing;

/** The tracking server did not carry out a request, or may not have done so. */
public sealed class TrackingException extends RuntimeException implements UserFacing
        permits ServerUnavailableException, RequestRefusedException {
    private static final long serialVersionUID = 1L;

    TrackingException(String message, Throwable cause) {
        super(message, cause);
    }
}
