package dev.contranorm.orchestrator.local;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open parts of a local server, closed in the reverse of the order in which they need one another. */
final class ServerParts {
    private static final Logger LOG = LoggerFactory.getLogger(ServerParts.class);
    private static final Duration LAST_EVENTS = Duration.ofSeconds(5);

    private final Map<Part, AutoCloseable> open = new EnumMap<>(Part.class);

    /** The parts of a server, each after those that it needs. */
    enum Part {
        LOCK,
        BROKER,
        DATABASE_SERVER,
        DATABASE,
        MLFLOW,
        PROJECTION,
        ORCHESTRATOR,
        WORKERS,
        ADDRESS
    }

    void add(Part part, AutoCloseable closing) {
        synchronized (open) {
            open.put(part, closing);
        }
    }

    /**
     * Closes every part, the last ones first; a part that fails to close is logged, and the others are closed all the same.
     *
     * @param trialsAppearToRun whether events of the closed workers are still to be applied
     */
    void close(BooleanSupplier trialsAppearToRun) {
        // A pending interrupt may be the reason for closing; it must not interrupt the closing itself.
        boolean interrupted = Thread.interrupted();
        Part[] order = Part.values();
        for (int place = order.length - 1; place >= 0; place--) {
            AutoCloseable closing;
            synchronized (open) {
                closing = open.remove(order[place]);
            }
            if (closing != null) {
                close(order[place], closing, trialsAppearToRun);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Part part, AutoCloseable closing, BooleanSupplier trialsAppearToRun) {
        LOG.info("closing {}", part.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        try {
            closing.close();
            if (part == Part.WORKERS) {
                awaitLastEvents(trialsAppearToRun);
            }
        } catch (Exception problem) {
            LOG.warn("{} failed to close", part, problem);
        }
    }

    /** The workers' last events are on the bus; waiting a moment for them leaves no trial that only appears to run. */
    private static void awaitLastEvents(BooleanSupplier trialsAppearToRun) throws InterruptedException {
        long deadline = System.nanoTime() + LAST_EVENTS.toNanos();
        while (System.nanoTime() < deadline && trialsAppearToRun.getAsBoolean()) {
            Thread.sleep(50);
        }
    }
}
