package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.zoo.UserFacing;

/** What the command names does not exist; the message says where to look. */
public final class NotFoundException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message);
    }
}
