package dev.contranorm.db;

import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.local.LocalDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One embedded server for all tests of the module, and in it a database of its own for each test class, copied from one that
 * was migrated once. The server's files stay in target, so that only the first run has to create them.
 */
public final class TestDatabase {
    private static final String TEMPLATE = "migrated";
    private static final LocalDatabase SERVER = start();

    private TestDatabase() {}

    private static LocalDatabase start() {
        LocalDatabase server = LocalDatabase.start(Path.of("target", "test-database"), 0);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        administer(server, List.of("DROP DATABASE IF EXISTS " + TEMPLATE, "CREATE DATABASE " + TEMPLATE));
        Database.open(named(server.settings(), TEMPLATE)).close();
        return server;
    }

    /** A fresh database with that name. */
    public static Database open(Class<?> test) {
        return Database.open(settings(test));
    }

    /** Settings of a fresh database; the one of the same name is dropped. */
    public static DatabaseSettings settings(Class<?> test) {
        String name = "test_" + test.getSimpleName().toLowerCase(java.util.Locale.ROOT);
        administer(
                SERVER,
                List.of(
                        "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)",
                        "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE));
        return named(SERVER.settings(), name);
    }

    public static Connection connect(DatabaseSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
    }

    private static DatabaseSettings named(DatabaseSettings settings, String name) {
        String url = settings.jdbcUrl().substring(0, settings.jdbcUrl().lastIndexOf('/') + 1) + name;
        return new DatabaseSettings(url, settings.user(), settings.password(), 4);
    }

    private static void administer(LocalDatabase server, List<String> statements) {
        try (Connection connection = connect(server.settings());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
