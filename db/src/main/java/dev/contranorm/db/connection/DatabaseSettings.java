package dev.contranorm.db.connection;

import java.util.Objects;

/**
 * The address of the database, and who logs in.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database?options}, without credentials
 * @param poolSize the most connections that this process opens, 1 to {@value #LARGEST_POOL}
 */
public record DatabaseSettings(String jdbcUrl, String user, String password, int poolSize) {
    /** Connections of one process by default. */
    public static final int DEFAULT_POOL_SIZE = 8;

    /** The largest number of connections that one process may hold. */
    public static final int LARGEST_POOL = 100;

    public DatabaseSettings {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (!isPostgres(jdbcUrl)) {
            // The URL may hold a password.
            throw new IllegalArgumentException(
                    "jdbcUrl: is not the address of a PostgreSQL database; write jdbc:postgresql://host:port/database");
        }
        if (poolSize < 1 || poolSize > LARGEST_POOL) {
            throw new IllegalArgumentException(
                    "poolSize: " + poolSize + " is not in range; allowed: 1 to " + LARGEST_POOL);
        }
    }

    static boolean isPostgres(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:postgresql:");
    }

    /** Host and port, or a list of them, for messages. */
    String place() {
        String rest = jdbcUrl.substring("jdbc:postgresql:".length());
        if (!rest.startsWith("//")) {
            return "localhost:5432";
        }
        String hosts = rest.substring(2).split("[/?]", 2)[0];
        if (hosts.isEmpty()) {
            return "localhost:5432";
        }
        return hosts.contains(":") ? hosts : hosts + ":5432";
    }

    /** Without the password. */
    @Override
    public String toString() {
        return jdbcUrl.replaceAll("(?i)(password=)[^&]*", "$1…") + " as " + user;
    }
}
