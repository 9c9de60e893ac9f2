package dev.contranorm.orchestrator.cli.option;

/** The command line is wrong; the message names the option and says what to do. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
