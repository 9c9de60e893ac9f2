package dev.contranorm.worker.local;

import dev.contranorm.zoo.UserFacing;

/** The broker could not be started. The message names the folder or port, what is wrong and what to do. */
public final class LocalBrokerException extends Exception implements UserFacing {
    private static final long serialVersionUID = 1L;

    public LocalBrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
