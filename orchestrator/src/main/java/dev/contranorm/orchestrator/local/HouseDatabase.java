package dev.contranorm.orchestrator.local;

import dev.contranorm.db.Database;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.local.LocalDatabase;
import dev.contranorm.orchestrator.local.home.HouseAddress;
import dev.contranorm.orchestrator.local.home.HouseException;
import dev.contranorm.orchestrator.local.home.HouseFolder;
import dev.contranorm.orchestrator.local.home.HouseLock;
import java.util.Map;
import java.util.Optional;

/**
 * The results database for a command that only reads or steers: the real server when {@code DATABASE_URL} names one, the
 * running house's when one runs, else the house's own server started for the moment.
 */
public final class HouseDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 3;

    private final Database database;
    private final Optional<HouseAddress> address;
    private final Runnable afterwards;

    private HouseDatabase(Database database, Optional<HouseAddress> address, Runnable afterwards) {
        this.database = database;
        this.address = address;
        this.afterwards = afterwards;
    }

    /**
     * @param create whether to make a database where none is; without it there must be one
     * @throws HouseException when there is none, or another process starts or stops it right now
     */
    public static HouseDatabase open(HouseFolder folder, Map<String, String> environment, boolean create) {
        Optional<HouseAddress> running = HouseAddress.read(folder);
        if (!environment.getOrDefault("DATABASE_URL", "").isBlank()) {
            return new HouseDatabase(Database.open(settings(environment)), running, () -> {});
        }
        if (running.isPresent()) {
            HouseAddress address = running.get();
            DatabaseSettings settings =
                    new DatabaseSettings(address.jdbcUrl(), address.user(), address.password(), CONNECTIONS);
            return new HouseDatabase(Database.open(settings), running, () -> {});
        }
        if (!create && !folder.hasDatabase()) {
            throw new HouseException("nothing has been run in " + folder.path()
                    + " yet: start with `sweep run FILE`, name another folder with SWEEP_HOME, or a server with"
                    + " DATABASE_URL");
        }
        return openForTheMoment(folder);
    }

    private static HouseDatabase openForTheMoment(HouseFolder folder) {
        HouseLock lock = HouseLock.take(folder);
        LocalDatabase server = null;
        try {
            lock.describe("a command that reads its database");
            server = LocalDatabase.start(folder.database(), 0);
            LocalDatabase started = server;
            return new HouseDatabase(Database.open(server.settings()), Optional.empty(), () -> {
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
            throw new HouseException(wrong.getMessage(), wrong);
        }
    }

    public Database database() {
        return database;
    }

    /** The running house, if one runs. */
    public Optional<HouseAddress> house() {
        return address;
    }

    @Override
    public void close() {
        database.close();
        afterwards.run();
    }
}
