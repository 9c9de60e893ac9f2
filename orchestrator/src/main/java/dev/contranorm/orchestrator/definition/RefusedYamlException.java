package dev.contranorm.orchestrator.definition;

/** Ends the reading of a text: what follows would make no sense. */
final class RefusedYamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedYamlException(Place place, String message, String suggestion) {
        super(message);
        this.problem = new Problem(place, "", message, suggestion);
    }

    Problem problem() {
        return problem;
    }
}
