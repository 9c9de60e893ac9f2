package dev.contranorm.orchestrator.lifecycle;

/** A stored definition no longer gives the plan that was submitted, because the catalogue has changed since. */
final class PlanChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlanChangedException(String message, Throwable cause) {
        super(message, cause);
    }
}
