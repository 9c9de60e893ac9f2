package dev.contranorm.orchestrator;

import dev.contranorm.db.Database;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.local.LocalDatabase;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.local.LocalBroker;
import dev.contranorm.worker.local.LocalBrokerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real broker and a real PostgreSQL for all tests of this module's run: each is started when first asked for and stopped
 * with the JVM. A test takes a database and topic names of its own, so that none sees another's rows or messages.
 */
public final class Infrastructure {
    private static final Duration LOCK = Duration.ofSeconds(15);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String TEMPLATE = "migrated";
    private static LocalBroker broker;
    private static LocalDatabase server;
    private static boolean templateIsThere;

    private Infrastructure() {}

    /** Settings of a bus with topics of its own; they are not created yet. */
    public static BusSettings bus() {
        return new BusSettings(
                broker().bootstrapServers(), "test" + NUMBER.incrementAndGet(), 1, 2, (short) 1, LOCK, new TreeMap<>());
    }

    /** An empty, migrated database of its own; the caller closes it. */
    public static Database database() {
        return testDatabase().open();
    }

    /** Settings of a new, empty database. */
    public static DatabaseSettings databaseSettings() {
        return testDatabase().settings();
    }

    /** A new, empty database that can be taken away for a while. */
    public static TestDatabase testDatabase() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        execute("create database " + name + " template " + template());
        return new TestDatabase(name, named(name));
    }

    /** Migrated once and copied for every test: migrating takes a second, copying a tenth of one. */
    private static synchronized String template() {
        if (!templateIsThere) {
            execute("create database " + TEMPLATE);
            Database.open(named(TEMPLATE)).close();
            templateIsThere = true;
        }
        return TEMPLATE;
    }

    private static DatabaseSettings named(String database) {
        DatabaseSettings settings = server().settings();
        String url = settings.jdbcUrl().replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
        return new DatabaseSettings(url, settings.user(), settings.password(), settings.poolSize());
    }

    /** A database of a test's own. */
    public record TestDatabase(String name, DatabaseSettings settings) {
        public Database open() {
            return Database.open(settings);
        }

        /** Ends all its connections and lets nobody in. */
        public void takeAway() {
            execute("alter database " + name + " with allow_connections false");
            execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        }

        public void bringBack() {
            execute("alter database " + name + " with allow_connections true");
        }
    }

    private static void execute(String sql) {
        DatabaseSettings settings = server().settings();
        try (Connection connection =
                        DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException problem) {
            throw new IllegalStateException(sql + ": " + problem.getMessage(), problem);
        }
    }

    private static synchronized LocalBroker broker() {
        if (broker == null) {
            try {
                broker = LocalBroker.start(new LocalBrokerSettings(folder("broker"), 0));
            } catch (Exception problem) {
                throw new IllegalStateException("no broker for the tests: " + problem.getMessage(), problem);
            }
            closeAtExit(broker);
        }
        return broker;
    }

    private static synchronized LocalDatabase server() {
        if (server == null) {
            server = LocalDatabase.start(folder("database"), 0);
            closeAtExit(server);
        }
        return server;
    }

    /** An empty folder under the module's build folder, deleted by the next clean build. */
    private static Path folder(String name) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "infrastructure"));
            return Files.createTempDirectory(parent, name).toAbsolutePath();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static void closeAtExit(AutoCloseable part) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                part.close();
            } catch (Exception problem) {
                System.err.println("a test server did not close well: " + problem);
            }
        }));
    }
}
