package dev.contranorm.orchestrator.local;

import dev.contranorm.db.connection.DatabaseAddress;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.worker.settings.EnvironmentReader;
import java.util.Optional;
import java.util.function.Supplier;

/** The environment variables that name the results database. */
final class DatabaseVariables {
    static final String URL = "DATABASE_URL";

    private DatabaseVariables() {}

    /**
     * Reads {@code DATABASE_URL} (either form of {@link DatabaseAddress#FORMS}), {@code DATABASE_USER},
     * {@code DATABASE_PASSWORD} and {@code DATABASE_POOL_SIZE}. User and password win over those in the address.
     */
    static Supplier<DatabaseSettings> read(EnvironmentReader in) {
        in.keepSecret(URL, "DATABASE_PASSWORD");
        if (!in.isSet(URL)) {
            in.missing(URL, DatabaseAddress.FORMS);
        }
        Optional<DatabaseAddress> address = in.parse(URL, DatabaseAddress::parse);
        Optional<String> user = in.text("DATABASE_USER").or(() -> address.map(DatabaseAddress::user));
        if (user.isPresent() && user.get().isEmpty()) {
            in.missing("DATABASE_USER", "the database user's name, here or in DATABASE_URL");
        }
        Optional<String> password = in.text("DATABASE_PASSWORD").or(() -> address.map(DatabaseAddress::password));
        int poolSize =
                in.integer("DATABASE_POOL_SIZE", 1, DatabaseSettings.LARGEST_POOL, DatabaseSettings.DEFAULT_POOL_SIZE);
        return () -> new DatabaseSettings(
                address.orElseThrow().jdbcUrl(), user.orElseThrow(), password.orElseThrow(), poolSize);
    }
}
