package dev.contranorm.db.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The address of the database, and who logs in.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database?options}, without credentials
 * @param poolSize largest number of connections, 1 to 100
 */
public record DatabaseSettings(String jdbcUrl, String user, String password, int poolSize) {
    /** Connections of one process when {@code DATABASE_POOL_SIZE} is not set. */
    public static final int DEFAULT_POOL_SIZE = 8;

    private static final int LARGEST_POOL = 100;

    public DatabaseSettings {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("DATABASE_URL: '" + jdbcUrl + "' is not a PostgreSQL address; "
                    + "write jdbc:postgresql://host:port/database or postgres://user@host:port/database");
        }
        if (poolSize < 1 || poolSize > LARGEST_POOL) {
            throw new IllegalArgumentException(
                    "DATABASE_POOL_SIZE: " + poolSize + " is not between 1 and " + LARGEST_POOL);
        }
    }

    /**
     * Reads {@code DATABASE_URL} ({@code jdbc:postgresql://…} or {@code postgres://user:password@host:port/database}),
     * {@code DATABASE_USER}, {@code DATABASE_PASSWORD} and {@code DATABASE_POOL_SIZE}. The variables override the address.
     *
     * @throws IllegalArgumentException when a variable is missing or malformed; the message names it
     */
    public static DatabaseSettings fromEnvironment(Map<String, String> environment) {
        String address = environment.getOrDefault("DATABASE_URL", "").strip();
        if (address.isEmpty()) {
            throw new IllegalArgumentException("DATABASE_URL: is not set; "
                    + "write jdbc:postgresql://host:port/database or postgres://user@host:port/database");
        }
        DatabaseSettings settings = parse(address, poolSize(environment));
        String user = environment.getOrDefault("DATABASE_USER", settings.user());
        if (user.isEmpty()) {
            throw new IllegalArgumentException("DATABASE_USER: is not set, and DATABASE_URL names no user");
        }
        return new DatabaseSettings(
                settings.jdbcUrl(),
                user,
                environment.getOrDefault("DATABASE_PASSWORD", settings.password()),
                settings.poolSize());
    }

    private static DatabaseSettings parse(String address, int poolSize) {
        if (address.startsWith("jdbc:")) {
            return new DatabaseSettings(address, "", "", poolSize);
        }
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException malformed) {
            // The address may hold a password: the message must not repeat it.
            throw new IllegalArgumentException("DATABASE_URL: is malformed at character " + malformed.getIndex()
                    + " (write special characters in a password as %XX, or set DATABASE_PASSWORD)");
        }
        boolean known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        if (!known || uri.getHost() == null || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("DATABASE_URL: must read jdbc:postgresql://host:port/database"
                    + " or postgres://user@host:port/database");
        }
        String[] credentials = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new DatabaseSettings(
                "jdbc:postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getRawPath()
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
                credentials.length > 0 ? decoded(credentials[0]) : "",
                credentials.length > 1 ? decoded(credentials[1]) : "",
                poolSize);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static int poolSize(Map<String, String> environment) {
        String text = environment.getOrDefault("DATABASE_POOL_SIZE", "").strip();
        if (text.isEmpty()) {
            return DEFAULT_POOL_SIZE;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(
                    "DATABASE_POOL_SIZE: '" + text + "' is not a whole number; write one from 1 to " + LARGEST_POOL);
        }
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
