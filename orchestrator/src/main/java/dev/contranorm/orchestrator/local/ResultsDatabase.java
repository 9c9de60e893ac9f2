package dev.contranorm.orchestrator.local;

import dev.contranorm.db.Database;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.local.LocalDatabase;
import dev.contranorm.orchestrator.local.home.HomeLock;
import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.orchestrator.local.home.RunningServer;
import dev.contranorm.orchestrator.local.home.SweepHome;
import dev.contranorm.worker.settings.EnvironmentReader;
import dev.contranorm.worker.settings.InvalidEnvironmentException;
import java.util.Map;
import java.util.Optional;

/**
 * The results database for a command that only reads or steers: the real server when {@code DATABASE_URL} names one, that of
 * the running local server when there is one, or else the home folder's own server, started for this command.
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
     * @param create whether to create a missing database; otherwise it must exist
     * @throws LocalServerException when there is none, or another process is starting or stopping it
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
            throw new LocalServerException("no sweep has been run in " + folder.path()
                    + " yet: start with `sweep run FILE`, or name another folder with SWEEP_HOME or a server with"
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
    private static DatabaseSettings settings(Map<String, String> environment) {
        try {
            return EnvironmentReader.read(environment, DatabaseVariables::read);
        } catch (InvalidEnvironmentException wrong) {
            throw new LocalServerException(wrong.getMessage(), wrong);
        }
    }

    public Database database() {
        return database;
    }

    /** The running local server; empty without one. */
    public Optional<RunningServer> server() {
        return address;
    }

    @Override
    public void close() {
        database.close();
        afterwards.run();
    }
}
