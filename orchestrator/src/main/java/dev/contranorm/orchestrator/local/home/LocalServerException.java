package dev.contranorm.orchestrator.local.home;

/** The house cannot be opened or has broken down. The message says what is wrong and what to do. */
public final class LocalServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LocalServerException(String message) {
        super(message);
    }

    public LocalServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
