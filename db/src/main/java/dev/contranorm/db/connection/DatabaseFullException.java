package dev.contranorm.db.connection;

/** The database has no disk space left. Nothing was written; it works again when somebody makes room. */
public final class DatabaseFullException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    public DatabaseFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
