package dev.contranorm.db.query;

/** The query was refused or wrong. The message is for a person and shows the place. */
public final class InvalidQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidQueryException(String message) {
        super(message);
    }
}
