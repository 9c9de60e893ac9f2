package dev.contranorm.db.connection;

/** The database rejects the data itself, for example because of a constraint: the same call can never succeed. */
public final class DataRefusedException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    public DataRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
