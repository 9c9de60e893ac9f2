package dev.contranorm.worker.run;

/** A training ignores its stop signal and blocks its thread for ever: only a new process helps. */
final class StuckTrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StuckTrainingException(String attempt) {
        super(attempt + " ignored its stop signal");
    }
}
