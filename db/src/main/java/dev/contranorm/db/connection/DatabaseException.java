package dev.contranorm.db.connection;

/**
 * The database refused or interrupted the work. The base class of this module's exceptions: every message is written for the
 * person who runs the program and says what happened and what to do.
 */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
