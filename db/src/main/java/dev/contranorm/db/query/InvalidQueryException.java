package dev.contranorm.db.query;

import dev.contranorm.db.connection.DatabaseException;

/** The query is invalid or not allowed. The message is for a person and shows the place. */
public final class InvalidQueryException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    public InvalidQueryException(String message) {
        super(message, null);
    }
}
