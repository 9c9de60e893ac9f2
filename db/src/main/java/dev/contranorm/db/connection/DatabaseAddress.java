package dev.contranorm.db.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A database's address as people write it, taken apart.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database?options}
 * @param user empty when the address names none
 * @param password empty when the address has none
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {
    /** The two forms of an address. */
    public static final String FORMS =
            "jdbc:postgresql://host:port/database or postgres://user:password@host:port/database";

    /**
     * Reads either form of {@link #FORMS}.
     *
     * @throws IllegalArgumentException saying what the address is not and what to write; the message does not repeat the
     *     address, which may hold a password
     */
    public static DatabaseAddress parse(String text) {
        String address = text.strip();
        if (address.startsWith("jdbc:")) {
            if (!DatabaseSettings.isPostgres(address)) {
                throw notAnAddress();
            }
            return new DatabaseAddress(address, "", "");
        }
        URI uri = uri(address);
        boolean known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        if (!known || uri.getHost() == null || uri.getPath().length() < 2) {
            throw notAnAddress();
        }
        String[] credentials = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new DatabaseAddress(
                jdbcUrl(uri),
                credentials.length > 0 ? decoded(credentials[0]) : "",
                credentials.length > 1 ? decoded(credentials[1]) : "");
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException malformed) {
            // Without the cause, whose message repeats the address.
            throw new IllegalArgumentException("is malformed at character " + malformed.getIndex()
                    + "; write special characters of a password as %XX, or set the password apart from the address");
        }
    }

    private static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException("is not the address of a PostgreSQL database; write " + FORMS);
    }

    private static String jdbcUrl(URI uri) {
        return "jdbc:postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getRawPath()
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return jdbcUrl.replaceAll("(?i)(password=)[^&]*", "$1…");
    }
}
