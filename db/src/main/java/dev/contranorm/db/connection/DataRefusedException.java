package dev.contranorm.db.connection;

/** The database works and refuses what was to be written, because of what it holds: the same call never succeeds. */
public final class DataRefusedException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    public DataRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
