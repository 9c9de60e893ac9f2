package dev.contranorm.db.local;

import dev.contranorm.db.connection.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A PostgreSQL server with its files under one folder: durable, on the loopback address only, with a password that only the
 * folder's owner can read (file {@code pgpass}). The server is a separate process: when this process is killed, it keeps
 * running, and the next start stops it first.
 */
public final class LocalDatabase implements AutoCloseable {
    private static final String NAME = "sweep";
    private static final String USER = "postgres";
    /** Replaying the log after a crash takes time. */
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /** The unpacked server takes 60 MB, an empty cluster 40, its log grows by 16 at a time. */
    private static final long ROOM = 200L << 20;

    private final FolderLock lock;
    private final EmbeddedPostgres server;
    private final DatabaseSettings settings;

    private LocalDatabase(FolderLock lock, EmbeddedPostgres server, DatabaseSettings settings) {
        this.lock = lock;
        this.server = server;
        this.settings = settings;
    }

    /**
     * Starts the server on the data of an earlier process, even of a killed one. The first start in a folder takes a few
     * seconds: it unpacks the server and creates the data.
     *
     * @param folder holds all files; created when missing
     * @param port 0 = the port of the last start if it is free, else any free port
     * @throws LocalDatabaseException when another process uses the folder, or the server does not start
     */
    public static LocalDatabase start(Path folder, int port) {
        Path home = folder.toAbsolutePath().normalize();
        try {
            LocalFolder own = new LocalFolder(home);
            own.create();
            FolderLock lock = FolderLock.take(home);
            try {
                return start(own, lock, port);
            } catch (IOException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new LocalDatabaseException(
                    "The local database in " + home + " did not start: " + failure.getMessage(), failure);
        }
    }

    private static LocalDatabase start(LocalFolder folder, FolderLock lock, int wantedPort) throws IOException {
        StrayServer.stop(folder.data());
        folder.removeIncomplete();
        folder.requireRoom(ROOM);
        int port = folder.port(wantedPort);
        EmbeddedPostgres server = launched(folder, port);
        try {
            createDatabase(server);
            folder.markComplete(port);
        } catch (SQLException failure) {
            server.close();
            throw new IOException(failure.getMessage(), failure);
        }
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
        return new LocalDatabase(
                lock, server, new DatabaseSettings(url, USER, folder.password(), DatabaseSettings.DEFAULT_POOL_SIZE));
    }

    /** Zonky's defaults are for throw-away tests: no fsync, asynchronous commits, data deleted at the end. */
    private static EmbeddedPostgres launched(LocalFolder folder, int port) throws IOException {
        Path password = folder.initialPassword();
        Files.deleteIfExists(folder.log());
        try {
            return new ServerStart(folder)
                    .run(EmbeddedPostgres.builder()
                            .setOverrideWorkingDirectory(folder.binaries().toFile())
                            .setDataDirectory(folder.data())
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setPort(port)
                            .setPGStartupWait(LONGEST_START)
                            // Despite the name of the method, these are passed to initdb as options.
                            .setLocaleConfig("auth", "scram-sha-256")
                            // PostgreSQL's own order of text: an update of the system's library cannot break the
                            // indexes, and messages come in English.
                            .setLocaleConfig("locale", "C")
                            .setLocaleConfig("locale-provider", "builtin")
                            .setLocaleConfig("builtin-locale", "C.UTF-8")
                            .setLocaleConfig("pwfile", password.toString())
                            .setConnectConfig("password", folder.password())
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("unix_socket_directories", "")
                            .setServerConfig("max_connections", "100")
                            .setErrorRedirector(Redirect.appendTo(folder.log().toFile()))
                            .setOutputRedirector(Redirect.appendTo(folder.log().toFile())));
        } finally {
            Files.deleteIfExists(password);
        }
    }

    private static void createDatabase(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + NAME);
        }
    }

    public DatabaseSettings settings() {
        return settings;
    }

    /** Stops the server; the data stays. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new LocalDatabaseException("The local database did not stop: " + failure.getMessage(), failure);
        } finally {
            release();
        }
    }

    private void release() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new LocalDatabaseException("The lock of the folder could not be released", failure);
        }
    }
}
