package dev.contranorm.db.connection;

/** The database refused or broke off work. The message is one sentence for a person: what happened and what to do. */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
