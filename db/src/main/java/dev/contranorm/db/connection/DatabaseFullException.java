package dev.contranorm.db.connection;

/** The database has no disk space left. Nothing was written; it works again once space is free. */
public final class DatabaseFullException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    public DatabaseFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
