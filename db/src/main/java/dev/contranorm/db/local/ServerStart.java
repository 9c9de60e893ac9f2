package dev.contranorm.db.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts the server, and notices at once when it gives up. The library alone would keep trying to connect until its timeout.
 */
final class ServerStart {
    private static final long POLL_MILLIS = 100;

    private final LocalFolder folder;

    ServerStart(LocalFolder folder) {
        this.folder = folder;
    }

    EmbeddedPostgres run(EmbeddedPostgres.Builder server) throws IOException {
        FutureTask<EmbeddedPostgres> start = new FutureTask<>(server::start);
        Thread thread = new Thread(start, "local-database-start");
        thread.setDaemon(true);
        thread.start();
        while (true) {
            try {
                return start.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (folder.gaveUp()) {
                    thread.interrupt();
                    throw new IOException(folder.lastError() + " (see " + folder.log() + ")");
                }
            } catch (ExecutionException failure) {
                throw explained(failure.getCause());
            } catch (InterruptedException interrupted) {
                thread.interrupt();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the server started", interrupted);
            }
        }
    }

    private IOException explained(Throwable failure) throws IOException {
        if (failure instanceof ExceptionInInitializerError) {
            return new IOException("the server could not be unpacked into " + folder.binaries(), failure);
        }
        return new IOException(folder.lastError() + " (see " + folder.log() + ")", failure);
    }
}
