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
 * Finds trials that count as queued while the bus holds nothing any more: the broker is a new one, its topic was deleted, or
 * it gave a trial up after too many deliveries. They are published again.
 *
 * <p>It takes two looks. When all assignments are acknowledged, the events that go with them lie on the bus, so the end of
 * the event topic is noted; once the events up to there are applied, with nothing published in between, what is still queued
 * will never come. Runs on the publisher's thread, for that reason.
 */
final class StrandedTrials {
    private static final Logger LOG = LoggerFactory.getLogger(StrandedTrials.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final OutboxStore outbox;
    private final BusProgress bus;
    private final Clock clock;
    private Optional<String> eventsEnd = Optional.empty();
    private Instant nextLook;

    StrandedTrials(OutboxStore outbox, BusProgress bus, Clock clock) {
        this.outbox = Objects.requireNonNull(outbox, "outbox");
        this.bus = Objects.requireNonNull(bus, "bus");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.nextLook = clock.instant();
    }

    /** To be called after every publication: whatever was seen before says nothing any more. */
    void forget() {
        eventsEnd = Optional.empty();
    }

    /** Looks when it is time to. */
    void look() throws BusUnavailableException {
        if (clock.instant().isBefore(nextLook)) {
            return;
        }
        nextLook = clock.instant().plus(PAUSE);
        if (!bus.trialsDone()) {
            forget();
        } else if (eventsEnd.isEmpty()) {
            eventsEnd = Optional.of(bus.eventsEnd());
        } else if (bus.eventsApplied(eventsEnd.get())) {
            int trials = outbox.requeue();
            if (trials > 0) {
                LOG.warn(
                        "{} queued trials were on the bus no more (another broker, or too many deliveries): they are"
                                + " published again",
                        trials);
            }
            forget();
        }
    }
}
