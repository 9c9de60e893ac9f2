package dev.contranorm.orchestrator.cli;

/** The command line is wrong; the message names the option and says what to do. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
