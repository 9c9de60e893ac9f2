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
 * A Kafka broker inside this process, for local mode and tests: broker and controller in one, reachable from this machine
 * only, with everything it has in one folder. What it acknowledged survives a kill of the process.
 *
 * <p>A first start formats the folder and takes seconds; a later one takes less than a second.
 */
public final class LocalBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);

    /** Kafka's exit procedures are the process's own: why the newest broker here gave up. */
    private static volatile String gaveUp = "";

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
     * Starts a broker and waits until it serves.
     *
     * @throws LocalBrokerException when the port or the folder is in use, the disk is full, or the folder holds something
     *     that this version cannot read
     */
    public static LocalBroker start(LocalBrokerSettings settings) throws LocalBrokerException {
        keepProcessAlive();
        gaveUp = "";
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
                            + ". If the folder is damaged, remove it: results are in the database, only trials"
                            + " under way are delivered anew",
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

    /** Kafka ends the process when it meets a fatal fault; inside another program that is not its decision. */
    private static void keepProcessAlive() {
        Exit.Procedure complain = (status, message) -> {
            gaveUp = message == null ? "status " + status : message;
            LOG.error("the local Kafka broker stopped: {}", gaveUp);
            throw new IllegalStateException("the local Kafka broker stopped");
        };
        Exit.setExitProcedure(complain);
        Exit.setHaltProcedure(complain);
    }

    /** {@code 127.0.0.1:port} */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    /** Why the broker gave up by itself, as it does when its files cannot be written; empty while it serves. */
    public Optional<String> failure() {
        return gaveUp.isEmpty() ? Optional.empty() : Optional.of(gaveUp);
    }

    /** Stops in order, so that the next start is quick. */
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
