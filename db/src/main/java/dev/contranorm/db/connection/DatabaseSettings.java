package dev.contranorm.db.connection;

import java.util.Map;
import java.util.Objects;

/**
 * Where the database is.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database?options}, without credentials
 * @param poolSize largest number of connections, 1 to 100
 */
public record DatabaseSettings(String jdbcUrl, String user, String password, int poolSize) {
    /** Connections of one process when {@code DATABASE_POOL_SIZE} is not set. */
    public static final int DEFAULT_POOL_SIZE = 8;

    public DatabaseSettings {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("DATABASE_URL: '" + jdbcUrl + "' is not a PostgreSQL address");
        }
        if (poolSize < 1 || poolSize > 100) {
            throw new IllegalArgumentException("DATABASE_POOL_SIZE: " + poolSize + " is not between 1 and 100");
        }
    }

    /**
     * Reads {@code DATABASE_URL} ({@code jdbc:postgresql://…} or {@code postgres://user:password@host:port/database}),
     * {@code DATABASE_USER}, {@code DATABASE_PASSWORD} and {@code DATABASE_POOL_SIZE}. The variables win over what the
     * address says.
     *
     * @throws IllegalArgumentException when a variable is missing or malformed; the message names it
     */
    public static DatabaseSettings fromEnvironment(Map<String, String> environment) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
