package dev.contranorm.orchestrator.lifecycle;

/** There is no sweep with that number. */
public final class UnknownSweepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownSweepException(long id) {
        super("there is no sweep " + id);
    }
}
