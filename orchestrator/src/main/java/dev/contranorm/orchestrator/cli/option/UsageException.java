package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.zoo.UserFacing;

/** An option or argument is invalid; the message names it and says what to do. */
public final class UsageException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
