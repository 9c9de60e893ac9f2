package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.connection.DataRefusedException;
import dev.contranorm.db.event.ApplyResult;
import dev.contranorm.db.event.EventStore;
import dev.contranorm.db.event.TrialChange;
import dev.contranorm.worker.bus.ControlCommand.Action;
import dev.contranorm.worker.bus.TrialEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies what workers report to the database, a batch in one transaction, and tells workers about trials nobody wants. */
public final class ApplyTrialEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ApplyTrialEvents.class);

    /** An event that the database refuses for what it holds. */
    public record Refused(TrialEvent event, String reason) {}

    private final EventStore events;
    private final PendingCommands controls;
    private final Counter applied;
    private final Counter repeated;
    private final Counter fenced;
    private final Counter unknown;

    public ApplyTrialEvents(EventStore events, PendingCommands controls, MeterRegistry meters) {
        this.events = events;
        this.controls = controls;
        this.applied = counter(meters, "applied");
        this.repeated = counter(meters, "repeated");
        this.fenced = counter(meters, "fenced");
        this.unknown = counter(meters, "unknown");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("sweep.events")
                .description("Events of workers by what came of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    /**
     * Applies a batch; applying it again changes nothing.
     *
     * @return events that the database refuses for what they hold, each with the reason; all others are applied
     * @throws dev.contranorm.db.connection.DatabaseException when the database is away or cannot write: some may be applied, and all may be repeated
     */
    public List<Refused> apply(List<TrialEvent> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        try {
            count(events.apply(batch.stream().map(TrialChanges::of).toList()));
            return List.of();
        } catch (DataRefusedException | IllegalArgumentException refused) {
            // Only what can never be stored is put aside. When the database is away or its disk is full, no event is at
            // fault:
            // that goes to the caller, and the batch comes again.
            LOG.debug("A batch of {} events is applied one by one", batch.size(), refused);
            return applyOneByOne(batch);
        }
    }

    private List<Refused> applyOneByOne(List<TrialEvent> batch) {
        List<Refused> refused = new ArrayList<>();
        for (TrialEvent event : batch) {
            try {
                TrialChange change = TrialChanges.of(event);
                count(events.apply(List.of(change)));
            } catch (DataRefusedException | IllegalArgumentException problem) {
                refused.add(new Refused(event, problem.getMessage()));
            }
        }
        return refused;
    }

    private void count(ApplyResult result) {
        applied.increment(result.applied());
        repeated.increment(result.repeated());
        fenced.increment(result.fenced());
        unknown.increment(result.unknown());
        result.unwanted().forEach(trial -> {
            LOG.info("Trial {} has ended, but a worker is at it: it is told to leave it", trial);
            controls.trial(trial, Action.CANCEL);
        });
        result.stopped().forEach(sweep -> {
            LOG.warn("Sweep {} is stopped: more trials failed than its maxFailedTrials bears", sweep);
            controls.sweep(sweep, Action.STOP);
        });
    }
}
