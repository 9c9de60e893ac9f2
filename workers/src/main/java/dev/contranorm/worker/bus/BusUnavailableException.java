package dev.contranorm.worker.bus;

import dev.contranorm.zoo.UserFacing;

/** The bus does not answer, or refuses. The message names its address, what is wrong and what to do. */
public final class BusUnavailableException extends Exception implements UserFacing {
    private static final long serialVersionUID = 1L;

    public BusUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
