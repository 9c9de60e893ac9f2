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

/**
 * Applies the events that workers report to the database, one batch per transaction, and tells workers to stop trials that have
 * ended.
 */
public final class ApplyTrialEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ApplyTrialEvents.class);

    /** An event that the database refuses because of its content. */
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
                .description("Trial events by outcome")
                .tag("outcome", outcome)
                .register(meters);
    }

    /**
     * Applies a batch; applying it again changes nothing.
     *
     * @return events that the database refuses because of their content, each with the reason; all others are applied
     * @throws dev.contranorm.db.connection.DatabaseException when the database is unavailable or cannot write: some events may
     *     have been applied, and all may be applied again
     */
    public List<Refused> apply(List<TrialEvent> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        try {
            count(events.apply(batch.stream().map(TrialChanges::of).toList()));
            return List.of();
        } catch (DataRefusedException | IllegalArgumentException refused) {
            // Only an event that can never be stored is rejected. An unavailable database or a full disk is no fault of
            // the events: the exception goes to the caller, and the batch is delivered again.
            LOG.debug("Applying a batch of {} events one by one", batch.size(), refused);
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
            LOG.info("Trial {} has ended, but a worker is still training it; telling the worker to stop", trial);
            controls.trial(trial, Action.CANCEL);
        });
        result.stopped().forEach(sweep -> {
            LOG.warn("Sweep {} is stopped: more trials failed than maxFailedTrials allows", sweep);
            controls.sweep(sweep, Action.STOP);
        });
    }
}
