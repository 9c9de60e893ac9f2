package dev.contranorm.db.connection;

/**
 * The database cannot be reached, or the connection was lost. Nothing was committed, or it is unknown whether it was.
 * Repeat the call later: every writing call of this module is safe to repeat.
 */
public final class DatabaseUnavailableException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
