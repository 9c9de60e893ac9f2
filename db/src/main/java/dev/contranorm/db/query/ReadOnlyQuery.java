package dev.contranorm.db.query;

import dev.contranorm.db.connection.Access;
import dev.contranorm.db.connection.DatabaseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Runs one SELECT that a person wrote, in a read-only transaction and for at most 30 seconds. */
public final class ReadOnlyQuery {
    /** A cursor accepts a SELECT, WITH, VALUES or TABLE statement and nothing else, and returns a limited number of rows. */
    private static final String CURSOR = "DECLARE answer NO SCROLL CURSOR FOR ";

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Access access;
    private final Duration longest;

    public ReadOnlyQuery(Access access) {
        this(access, LONGEST);
    }

    ReadOnlyQuery(Access access, Duration longest) {
        this.access = access;
        this.longest = longest;
    }

    /**
     * @param sql one SELECT, WITH, VALUES or TABLE statement
     * @param limit most rows that are returned, at least 1
     * @throws InvalidQueryException when this is not one valid statement, or it writes or takes too long; the message shows
     *     the place of a mistake
     */
    public Rows run(String sql, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit + " is less than 1");
        }
        String statement = single(sql);
        try {
            // Not through the pool's proxy: it closes a connection on SQLSTATE 0A000, an ordinary mistake in a query.
            return access.read(handle -> answer(handle.getConnection().unwrap(PgConnection.class), statement, limit));
        } catch (DatabaseException failure) {
            throw explained(failure, statement);
        }
    }

    /** Splits with the driver's own parser, which knows quotes, dollar quotes, and comments. */
    private static String single(String sql) {
        List<NativeQuery> statements;
        try {
            statements = Parser.parseJdbcSql(sql, true, false, true, false, false);
        } catch (SQLException malformed) {
            throw new InvalidQueryException("the query cannot be read: " + malformed.getMessage());
        }
        List<String> texts = statements.stream()
                .map(query -> query.nativeSql.strip())
                .filter(text -> !text.isEmpty())
                .toList();
        if (texts.isEmpty()) {
            throw new InvalidQueryException("the query is empty");
        }
        if (texts.size() > 1) {
            throw new InvalidQueryException("one statement at a time; this text has " + texts.size());
        }
        return texts.get(0);
    }

    private Rows answer(Connection connection, String sql, int limit) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION READ ONLY");
            statement.execute("SET LOCAL statement_timeout = " + longest.toMillis());
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = " + 2 * longest.toMillis());
            // There are no parameters: ? remains the operator of jsonb.
            statement.setEscapeProcessing(false);
            statement.execute(CURSOR + sql);
            try (ResultSet rows = statement.executeQuery("FETCH " + (limit + 1L) + " FROM answer")) {
                return RowReading.read(rows, limit);
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static RuntimeException explained(DatabaseException failure, String sql) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException wrong && wrong.getServerErrorMessage() != null) {
                return explained(failure, wrong.getServerErrorMessage(), sql);
            }
        }
        return failure;
    }

    /** Classes of https://www.postgresql.org/docs/18/errcodes-appendix.html that are mistakes in the query. */
    private static RuntimeException explained(DatabaseException failure, ServerErrorMessage error, String sql) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return switch (state) {
            case "25006" -> new InvalidQueryException("a query can only read: " + error.getMessage());
            case "57014" -> new InvalidQueryException("the query took too long and was stopped");
            default -> {
                boolean mistake = state.matches("(0A|21|22|2F|34|38|39|42|44).*");
                yield mistake ? new InvalidQueryException(message(error, sql)) : failure;
            }
        };
    }

    private static String message(ServerErrorMessage error, String sql) {
        if ("42601".equals(error.getSQLState()) && error.getPosition() == CURSOR.length() + 1) {
            return "a query is one SELECT, WITH, VALUES or TABLE statement (" + error.getMessage() + ")";
        }
        StringBuilder message = new StringBuilder(error.getMessage());
        int position = error.getPosition() - CURSOR.length();
        if (position > 0 && position <= sql.length()) {
            int lineStart = sql.lastIndexOf('\n', position - 1) + 1;
            int lineEnd = sql.indexOf('\n', position - 1);
            String line = sql.substring(lineStart, lineEnd < 0 ? sql.length() : lineEnd);
            long number = sql.substring(0, lineStart).lines().count() + 1;
            message.append(" at line ")
                    .append(number)
                    .append(", column ")
                    .append(position - lineStart)
                    .append('\n');
            message.append("  ").append(line).append('\n');
            message.append("  ").append(" ".repeat(position - lineStart - 1)).append('^');
        }
        if (error.getHint() != null) {
            message.append('\n').append("  hint: ").append(error.getHint());
        }
        return message.toString();
    }
}
