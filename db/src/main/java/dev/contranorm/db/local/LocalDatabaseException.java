package dev.contranorm.db.local;

import dev.contranorm.db.connection.DatabaseException;

/** The local database could not be started; the message says why and what to do. */
public final class LocalDatabaseException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    public LocalDatabaseException(String message) {
        super(message, null);
    }

    public LocalDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
