package dev.contranorm.orchestrator.local;

import dev.contranorm.db.Database;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.local.LocalDatabase;
import dev.contranorm.orchestrator.local.home.HomeLock;
import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.orchestrator.local.home.RunningServer;
import dev.contranorm.orchestrator.local.home.SweepHome;
import java.util.Map;
import java.util.Optional;

/**
 * The results database for a command that only reads or steers: the real server when {@code DATABASE_URL} names one, the
 * running house's when one runs, else the house's own server started for the moment.
 */
public final class ResultsDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 3;

    private final Database database;
    private final Optional<RunningServer> address;
    private final Runnable afterwards;

    private ResultsDatabase(Database database, Optional<RunningServer> address, Runnable afterwards) {
        this.database = database;
        this.address = address;
        this.afterwards = afterwards;
    }

    /**
     * @param create whether to make a database where none is; without it there must be one
     * @throws LocalServerException when there is none, or another process starts or stops it right now
     */
    public static ResultsDatabase open(SweepHome folder, Map<String, String> environment, boolean create) {
        Optional<RunningServer> running = RunningServer.read(folder);
        if (!environment.getOrDefault("DATABASE_URL", "").isBlank()) {
            return new ResultsDatabase(Database.open(settings(environment)), running, () -> {});
        }
        if (running.isPresent()) {
            RunningServer address = running.get();
            DatabaseSettings settings =
                    new DatabaseSettings(address.jdbcUrl(), address.user(), address.password(), CONNECTIONS);
            return new ResultsDatabase(Database.open(settings), running, () -> {});
        }
        if (!create && !folder.hasDatabase()) {
            throw new LocalServerException("nothing has been run in " + folder.path()
                    + " yet: start with `sweep run FILE`, name another folder with SWEEP_HOME, or a server with"
                    + " DATABASE_URL");
        }
        return openForTheMoment(folder);
    }

    private static ResultsDatabase openForTheMoment(SweepHome folder) {
        HomeLock lock = HomeLock.take(folder);
        LocalDatabase server = null;
        try {
            lock.describe("a command that reads its database");
            server = LocalDatabase.start(folder.database(), 0);
            LocalDatabase started = server;
            return new ResultsDatabase(Database.open(server.settings()), Optional.empty(), () -> {
                started.close();
                lock.close();
            });
        } catch (RuntimeException problem) {
            if (server != null) {
                server.close();
            }
            lock.close();
            throw problem;
        }
    }

    /** Reads {@code DATABASE_URL} and its companions. */
    static DatabaseSettings settings(Map<String, String> environment) {
        try {
            return DatabaseSettings.fromEnvironment(environment);
        } catch (IllegalArgumentException wrong) {
            throw new LocalServerException(wrong.getMessage(), wrong);
        }
    }

    public Database database() {
        return database;
    }

    /** The running house, if one runs. */
    public Optional<RunningServer> house() {
        return address;
    }

    @Override
    public void close() {
        database.close();
        afterwards.run();
    }
}
