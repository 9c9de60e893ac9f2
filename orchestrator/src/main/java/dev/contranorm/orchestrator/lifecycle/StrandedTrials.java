package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.outbox.OutboxStore;
import dev.contranorm.worker.bus.BusUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds trials that are queued in the database but no longer on the bus: the broker is new, its topic was deleted, or it
 * rejected a trial after too many deliveries. They are published again.
 *
 * <p>This takes two checks. Once all assignments are acknowledged, their events are on the bus, so the end of the event topic
 * is recorded. Once the events up to that offset are applied, with nothing published in between, a trial that is still queued
 * will never be delivered. Therefore this runs on the publisher's thread.
 */
final class StrandedTrials {
    private static final Logger LOG = LoggerFactory.getLogger(StrandedTrials.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final OutboxStore outbox;
    private final BusProgress bus;
    private final Clock clock;
    private Optional<String> eventsEnd = Optional.empty();
    private Instant nextCheck;

    StrandedTrials(OutboxStore outbox, BusProgress bus, Clock clock) {
        this.outbox = Objects.requireNonNull(outbox, "outbox");
        this.bus = Objects.requireNonNull(bus, "bus");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.nextCheck = clock.instant();
    }

    /** Call this after every publication: it invalidates earlier observations. */
    void reset() {
        eventsEnd = Optional.empty();
    }

    /** Checks if the interval has passed. */
    void checkIfDue() throws BusUnavailableException {
        if (clock.instant().isBefore(nextCheck)) {
            return;
        }
        nextCheck = clock.instant().plus(PAUSE);
        if (!bus.trialsDone()) {
            reset();
        } else if (eventsEnd.isEmpty()) {
            eventsEnd = Optional.of(bus.eventsEnd());
        } else if (bus.eventsApplied(eventsEnd.get())) {
            int trials = outbox.requeue();
            if (trials > 0) {
                LOG.warn(
                        "{} queued trials are no longer on the bus (a new broker, or too many deliveries); publishing them"
                                + " again",
                        trials);
            }
            reset();
        }
    }
}
