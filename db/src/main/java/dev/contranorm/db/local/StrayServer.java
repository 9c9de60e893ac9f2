package dev.contranorm.db.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops a server that outlived the process that started it, for example after kill -9. Its data is intact. */
final class StrayServer {
    private static final Logger LOG = LoggerFactory.getLogger(StrayServer.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private StrayServer() {}

    /** Call it only while holding the lock of the folder: then no other process uses the server. */
    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> server = server(pidFile);
        if (server.isPresent()) {
            LOG.info(
                    "stopping the database server {} that an earlier process left behind",
                    server.get().pid());
            if (!ended(server.get(), "-INT") && !ended(server.get(), "-QUIT")) {
                throw new LocalDatabaseException(
                        "The database server " + server.get().pid() + " in " + data
                                + " was left behind by an earlier process and does not stop: end that process");
            }
        }
        // A killed server leaves it; a server that was stopped removes it.
        Files.deleteIfExists(pidFile);
    }

    /** The process number may belong to another program by now: only a postgres process counts. */
    private static Optional<ProcessHandle> server(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(process -> process.info()
                .command()
                .filter(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .isPresent());
    }

    /** SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one; Java itself only sends SIGTERM, which waits. */
    private static boolean ended(ProcessHandle server, String signal) throws IOException {
        try {
            if (System.getProperty("os.name").startsWith("Windows")) {
                server.destroyForcibly();
            } else {
                new ProcessBuilder("kill", signal, Long.toString(server.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            }
            server.onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException failure) {
            return !server.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalDatabaseException(
                    "interrupted while stopping a database server that an earlier process left behind");
        }
    }
}
