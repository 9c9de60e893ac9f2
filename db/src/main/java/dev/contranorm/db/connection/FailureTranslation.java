package dev.contranorm.db.connection;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.postgresql.util.PSQLException;

/** Turns an exception of the driver into one that tells a person what happened and what to do. */
final class FailureTranslation {
    private final DatabaseSettings settings;

    FailureTranslation(DatabaseSettings settings) {
        this.settings = settings;
    }

    DatabaseException translate(Throwable failure) {
        SQLException sql = innermost(failure);
        if (sql == null) {
            return new DatabaseException(
                    "The database at " + settings.place() + " failed: " + failure.getMessage(), failure);
        }
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        String at = "PostgreSQL at " + settings.place();
        // https://www.postgresql.org/docs/18/errcodes-appendix.html
        if (state.startsWith("08") || state.startsWith("57P") || sql instanceof SQLTransientConnectionException) {
            return new DatabaseUnavailableException(
                    at + " is not reachable (" + line(sql) + "): start it, or correct DATABASE_URL", failure);
        }
        return switch (state) {
            case "28000", "28P01" ->
                new DatabaseUnavailableException(
                        at + " refused user '" + settings.user() + "': correct DATABASE_USER and DATABASE_PASSWORD",
                        failure);
            case "3D000" ->
                new DatabaseUnavailableException(
                        at + " has no such database (" + line(sql) + "): create it, or correct DATABASE_URL", failure);
            case "53300" ->
                new DatabaseUnavailableException(
                        at + " has no connection left: raise its max_connections, or lower DATABASE_POOL_SIZE",
                        failure);
            case "53100" ->
                new DatabaseFullException(
                        at + " has no disk space left: nothing was written; free some space and try again", failure);
            case "53200" -> new DatabaseException(at + " ran out of memory: nothing was written", failure);
            case "25006" -> new DatabaseException(at + " is read-only (a standby): correct DATABASE_URL", failure);
            case "42501" ->
                new DatabaseException(
                        at + " does not allow user '" + settings.user() + "' to do this (" + line(sql)
                                + "): grant the missing privilege",
                        failure);
            default -> refused(at + " refused: " + line(sql), state, failure);
        };
    }

    private static DatabaseException refused(String message, String state, Throwable failure) {
        if (noConnection(failure)) {
            return new DatabaseUnavailableException(message, failure);
        }
        // Classes 22 (data exception) and 23 (violated constraint).
        return state.startsWith("22") || state.startsWith("23")
                ? new DataRefusedException(message, failure)
                : new DatabaseException(message, failure);
    }

    /** Whether the pool got no connection in time, whatever the server answered to each try. */
    private static boolean noConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same transaction may succeed when repeated: after a deadlock or a serialization conflict. */
    static boolean repeatable(Throwable failure) {
        SQLException sql = innermost(failure);
        return sql != null && ("40P01".equals(sql.getSQLState()) || "40001".equals(sql.getSQLState()));
    }

    private static SQLException innermost(Throwable failure) {
        SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (found == null || sql instanceof PSQLException)) {
                found = sql;
            }
        }
        return found;
    }

    private static String line(SQLException failure) {
        String message = failure.getMessage() == null ? failure.getSQLState() : failure.getMessage();
        return message.lines().findFirst().orElse("no reason given").strip();
    }
}
