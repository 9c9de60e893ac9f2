package dev.contranorm.db.query;

/** The query is invalid or not allowed. The message is for a person and shows the place. */
public final class InvalidQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidQueryException(String message) {
        super(message);
    }
}
