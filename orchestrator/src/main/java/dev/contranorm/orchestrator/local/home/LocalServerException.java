package dev.contranorm.orchestrator.local.home;

import dev.contranorm.zoo.UserFacing;

/** The local server cannot start or has failed. The message says what is wrong and what to do. */
public final class LocalServerException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    public LocalServerException(String message) {
        super(message);
    }

    public LocalServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
