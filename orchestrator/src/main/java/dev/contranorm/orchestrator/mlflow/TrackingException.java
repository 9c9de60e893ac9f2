package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.zoo.UserFacing;

/** The tracking server did not do what it was asked. */
public sealed class TrackingException extends RuntimeException implements UserFacing
        permits ServerAwayException, RefusedException {
    private static final long serialVersionUID = 1L;

    TrackingException(String message, Throwable cause) {
        super(message, cause);
    }
}
