package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.zoo.UserFacing;

/** The command names something that does not exist; the message says how to list what does. */
public final class NotFoundException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message);
    }
}
