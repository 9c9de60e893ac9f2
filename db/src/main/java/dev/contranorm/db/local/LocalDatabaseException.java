package dev.contranorm.db.local;

/** The local database could not be started; the message says why and what to do. */
public final class LocalDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LocalDatabaseException(String message) {
        super(message);
    }

    public LocalDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
