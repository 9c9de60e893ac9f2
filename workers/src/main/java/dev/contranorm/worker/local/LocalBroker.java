package dev.contranorm.worker.local;

import java.nio.file.Path;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker inside this process, for the local server and tests: broker and controller in one, reachable from this
 * machine only, with all files in one folder. Records that it acknowledged survive a kill of the process.
 *
 * <p>The first start formats the folder and takes seconds; a later one takes less than a second.
 */
public final class LocalBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);

    /** Why the newest broker stopped by itself. Static, because Kafka's exit procedures are. */
    private static volatile String selfStopReason = "";

    private final BrokerFolder folder;
    private final int port;
    private final KafkaRaftServer server;
    private boolean closed;

    private LocalBroker(BrokerFolder folder, int port, KafkaRaftServer server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /**
     * Starts a broker and waits until it accepts requests.
     *
     * @throws LocalBrokerException when the port or the folder is in use, the disk is full, or this version cannot
     *     read the files in the folder
     */
    public static LocalBroker start(LocalBrokerSettings settings) throws LocalBrokerException {
        keepProcessAlive();
        selfStopReason = "";
        BrokerFolder folder = BrokerFolder.open(settings.folder());
        try {
            int port = LoopbackPort.choose(settings.port(), folder.rememberedPort());
            KafkaConfig config = KafkaConfig.fromProps(BrokerProperties.of(folder.data(), port, LoopbackPort.free()));
            folder.format(config);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            start(server, settings.folder());
            folder.rememberPort(port);
            return new LocalBroker(folder, port, server);
        } catch (LocalBrokerException | RuntimeException | Error problem) {
            folder.close();
            throw problem;
        }
    }

    private static void start(KafkaRaftServer server, Path folder) throws LocalBrokerException {
        try {
            server.startup();
        } catch (RuntimeException problem) {
            server.shutdown();
            throw new LocalBrokerException(
                    "the local Kafka broker in " + folder + " did not start: " + rootCause(problem)
                            + ". If the folder is damaged, remove it: results are in the database, and running"
                            + " trials are delivered again",
                    problem);
        }
    }

    private static String rootCause(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** Kafka ends the process after a fatal fault; here it must not, because the process runs more than the broker. */
    private static void keepProcessAlive() {
        Exit.Procedure report = (status, message) -> {
            selfStopReason = message == null ? "status " + status : message;
            LOG.error("the local Kafka broker stopped: {}", selfStopReason);
            throw new IllegalStateException("the local Kafka broker stopped");
        };
        Exit.setExitProcedure(report);
        Exit.setHaltProcedure(report);
    }

    /** {@code 127.0.0.1:port} */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    /** Why the broker stopped by itself, for example because it could not write its files; empty while it runs. */
    public Optional<String> failure() {
        return selfStopReason.isEmpty() ? Optional.empty() : Optional.of(selfStopReason);
    }

    /** Shuts down cleanly, so that the next start is quick. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            server.shutdown();
            server.awaitShutdown();
            folder.close();
        }
    }
}
