package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.zoo.UserFacing;

/** There is no sweep with that number. */
public final class UnknownSweepException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    public UnknownSweepException(long id) {
        super("there is no sweep " + id);
    }
}
