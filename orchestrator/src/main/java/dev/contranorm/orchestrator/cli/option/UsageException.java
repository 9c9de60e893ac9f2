package dev.contranorm.orchestrator.cli.option;

import dev.contranorm.zoo.UserFacing;

/** The command line is wrong; the message names the option and says what to do. */
public final class UsageException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
