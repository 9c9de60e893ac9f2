package dev.contranorm.orchestrator.definition;

/** Conditions that depend on one another in so many ways that their combinations cannot be counted in reasonable time. */
final class TooEntangledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooEntangledException() {
        super("when and exclude depend on one another in too many ways");
    }
}
