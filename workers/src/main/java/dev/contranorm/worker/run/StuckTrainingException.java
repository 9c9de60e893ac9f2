package dev.contranorm.worker.run;

/** A training that does not end when asked holds its thread for ever: only the end of the process helps. */
final class StuckTrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StuckTrainingException(String attempt) {
        super(attempt + " did not react to its stop signal");
    }
}
