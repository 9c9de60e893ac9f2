package dev.contranorm.db.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to a migrated database, for the stores of this module. Every failure is a {@link DatabaseException}. */
public final class Access implements AutoCloseable {
    /** Work with the database. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Handle handle) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    /** The first version with virtual generated columns, which the schema uses. */
    private static final int OLDEST_SERVER = 18;

    private static final int TRIES = 5;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** A server that disappears must not block a thread forever. */
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final FailureTranslation failures;

    private Access(HikariDataSource pool, FailureTranslation failures) {
        this.pool = pool;
        this.failures = failures;
        this.jdbi = Jdbi.create(pool);
        jdbi.registerArrayType(Long.class, "bigint");
        jdbi.registerArrayType(Integer.class, "integer");
        jdbi.registerArrayType(Double.class, "double precision");
        jdbi.registerArrayType(Boolean.class, "boolean");
        jdbi.registerArrayType(String.class, "text");
    }

    /** Connects and migrates the schema. */
    public static Access open(DatabaseSettings settings) {
        FailureTranslation failures = new FailureTranslation(settings);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(configuration(settings));
        } catch (PoolInitializationException failure) {
            throw failures.translate(failure);
        }
        try {
            checkVersion(pool, settings);
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (SQLException | FlywayException failure) {
            pool.close();
            throw failures.translate(failure);
        } catch (DatabaseException tooOld) {
            pool.close();
            throw tooOld;
        }
        return new Access(pool, failures);
    }

    private static void checkVersion(HikariDataSource pool, DatabaseSettings settings) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            DatabaseMetaData server = connection.getMetaData();
            if (server.getDatabaseMajorVersion() < OLDEST_SERVER) {
                throw new DatabaseException(
                        "PostgreSQL at " + settings.place() + " is version " + server.getDatabaseProductVersion()
                                + "; version " + OLDEST_SERVER + " or newer is required",
                        null);
            }
        }
    }

    private static HikariConfig configuration(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(1);
        config.addDataSourceProperty("ApplicationName", "contranorm-sweep");
        config.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT.toSeconds());
        config.addDataSourceProperty("socketTimeout", STATEMENT_TIMEOUT.toSeconds());
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }

    /** Runs statements that only read, each in a transaction of its own. */
    public <T> T read(Work<T> work) {
        try {
            return jdbi.withHandle(work::run);
        } catch (SQLException | JdbiException failure) {
            throw failures.translate(failure);
        }
    }

    /**
     * Runs the work in one transaction. After a deadlock or a serialization conflict it runs again from the start, so the
     * work must have no effect outside the database.
     */
    public <T> T transaction(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(work::run);
            } catch (SQLException | JdbiException failure) {
                if (attempt == TRIES || !FailureTranslation.repeatable(failure)) {
                    throw failures.translate(failure);
                }
                LOG.debug("repeating a transaction after {}", failure.getMessage());
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
