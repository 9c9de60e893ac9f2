package dev.contranorm.orchestrator.route;

import dev.contranorm.db.connection.DatabaseFullException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs once that something is unavailable and once that it is back, however often it is retried in between. An outage is logged
 * again every five minutes; the stack trace of every failure is in the debug log.
 */
final class Outages {
    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
    private static final Duration REMINDER = Duration.ofMinutes(5);

    private record Outage(Instant since, Instant said, String message, Optional<String> fullDisk) {}

    private final Clock clock;
    private final Map<String, Outage> running = new ConcurrentHashMap<>();

    Outages(Clock clock) {
        this.clock = clock;
    }

    /** @param who the periodic task or route that failed */
    void report(String who, Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Instant now = clock.instant();
        running.compute(who, (key, known) -> {
            boolean news = known == null || !known.message().equals(message);
            if (news || known.said().plus(REMINDER).isBefore(now)) {
                LOG.warn("{}: {}; retrying until it works", who, message);
                LOG.debug("{} failed", who, failure);
                return new Outage(known == null ? now : known.since(), now, message, fullDisk(failure));
            }
            return known;
        });
    }

    /** The outage that lasts until somebody frees space on the database's disk, if there is one. */
    Optional<String> fullDisk() {
        return running.values().stream()
                .map(Outage::fullDisk)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> fullDisk(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseFullException) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    void over(String who) {
        Outage ended = running.remove(who);
        if (ended != null) {
            Duration length = Duration.between(ended.since(), clock.instant());
            LOG.info("{}: working again after {} s", who, length.toSeconds());
        }
    }
}
