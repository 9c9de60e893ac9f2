package dev.contranorm.orchestrator.bench;

import dev.contranorm.zoo.UserFacing;

/** A measurement failed; the message says why. */
public final class MeasurementException extends Exception implements UserFacing {
    private static final long serialVersionUID = 1L;

    public MeasurementException(String message) {
        super(message);
    }
}
