package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.zoo.UserFacing;

/** What was asked of a sweep is impossible in its state. The message says what is possible. */
public final class SweepConflictException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    public SweepConflictException(String message) {
        super(message);
    }
}
