package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.zoo.UserFacing;

/** The requested action is not possible in the state of the sweep. The message says which one is. */
public final class SweepConflictException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    public SweepConflictException(String message) {
        super(message);
    }
}
