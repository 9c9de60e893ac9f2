package dev.contranorm.db.local;

import dev.contranorm.db.connection.DatabaseSettings;
import java.nio.file.Path;

/** PostgreSQL under a folder, durable, on the loopback address only. */
public final class LocalDatabase implements AutoCloseable {
    private LocalDatabase() {}

    /**
     * Starts the server, or restarts it over what an earlier, even a killed process left.
     *
     * @param folder everything lies here; created when missing
     * @param port 0 = the one of last time if it is free, else any free one
     * @throws LocalDatabaseException when another process uses the folder, or the server does not start
     */
    public static LocalDatabase start(Path folder, int port) {
        throw new UnsupportedOperationException("not written yet");
    }

    public DatabaseSettings settings() {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Stops the server; the data stays. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("not written yet");
    }
}
