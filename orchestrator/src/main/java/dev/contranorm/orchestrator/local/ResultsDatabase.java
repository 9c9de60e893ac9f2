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
     * Opens the database that exists.
     *
     * @throws LocalServerException when there is none, or another process is starting or stopping it
     */
    public static ResultsDatabase open(SweepHome folder, Map<String, String> environment) {
        Optional<ResultsDatabase> served = ofServer(folder, environment);
        if (served.isEmpty() && !folder.hasDatabase()) {
            throw new LocalServerException("no sweep has been run in " + folder.path()
                    + " yet: start with `sweep run FILE`, or name another folder with SWEEP_HOME or a server with"
                    + " DATABASE_URL");
        }
        return served.orElseGet(() -> openForTheMoment(folder));
    }

    /**
     * Opens the database, and creates it first where there is none.
     *
     * @throws LocalServerException when another process is starting or stopping it
     */
    public static ResultsDatabase openOrCreate(SweepHome folder, Map<String, String> environment) {
        return ofServer(folder, environment).orElseGet(() -> openForTheMoment(folder));
    }

    /** The database that a server keeps open already; empty when this process has to start it. */
    private static Optional<ResultsDatabase> ofServer(SweepHome folder, Map<String, String> environment) {
        Optional<RunningServer> running = RunningServer.read(folder);
        if (!environment.getOrDefault("DATABASE_URL", "").isBlank()) {
            return Optional.of(new ResultsDatabase(Database.open(settings(environment)), running, () -> {}));
        }
        return running.map(address -> new ResultsDatabase(
                Database.open(new DatabaseSettings(address.jdbcUrl(), address.user(), address.password(), CONNECTIONS)),
                running,
                () -> {}));
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

    /** The server that runs in this home, if one does. */
    public Optional<RunningServer> runningServer() {
        return address;
    }

    @Override
    public void close() {
        database.close();
        afterwards.run();
    }
}
