package dev.contranorm.orchestrator.bench;

/** A measurement failed; the message says why. */
public final class MeasurementException extends Exception {
    private static final long serialVersionUID = 1L;

    public MeasurementException(String message) {
        super(message);
    }
}
