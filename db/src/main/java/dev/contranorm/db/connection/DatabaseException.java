package dev.contranorm.db.connection;

/** A database operation failed. The message tells a person what happened and what to do. */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
