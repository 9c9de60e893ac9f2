package dev.contranorm.orchestrator.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.db.event.EventHeader;
import dev.contranorm.db.event.TrialChange;
import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.ResourceUsage;
import dev.contranorm.worker.bus.Origin;
import dev.contranorm.worker.bus.TrialEvent;
import dev.contranorm.zoo.train.loop.Provenance;
import java.util.List;

/** Converts events of the bus to the database's types. The database module does not know the bus. */
final class TrialChanges {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TrialChanges() {}

    static TrialChange of(TrialEvent event) {
        EventHeader header = header(event.origin());
        if (event instanceof TrialEvent.Started it) {
            return new TrialChange.Started(header, json(it.provenance()), it.epochs(), it.firstEpoch());
        }
        if (event instanceof TrialEvent.Measured it) {
            return new TrialChange.Measured(header, it.epoch(), points(it));
        }
        if (event instanceof TrialEvent.Heartbeat) {
            return new TrialChange.Heartbeat(header);
        }
        if (event instanceof TrialEvent.Checkpointed it) {
            return new TrialChange.Checkpointed(header, it.epoch(), it.location(), it.bytes(), it.sha256());
        }
        if (event instanceof TrialEvent.Finished it) {
            return new TrialChange.Finished(header, it.stoppedEarly(), it.epochs(), it.metrics(), usage(it));
        }
        if (event instanceof TrialEvent.Failed it) {
            return new TrialChange.Failed(header, it.kind().name(), it.kind().retryable(), it.reason(), it.detail());
        }
        if (event instanceof TrialEvent.Released it) {
            return new TrialChange.Released(header, it.reason(), it.again());
        }
        throw new IllegalArgumentException("unknown event: " + event);
    }

    private static EventHeader header(Origin origin) {
        return new EventHeader(
                origin.trialId(), origin.sweepId(), origin.attempt(), origin.sequence(), origin.worker(), origin.at());
    }

    private static List<MetricPoint> points(TrialEvent.Measured event) {
        return event.points().stream()
                .map(point -> new MetricPoint(point.name(), point.step(), point.value()))
                .toList();
    }

    private static ResourceUsage usage(TrialEvent.Finished event) {
        return new ResourceUsage(
                event.usage().wallMillis(),
                event.usage().cpuMillis(),
                event.usage().peakResidentMegabytes());
    }

    private static String json(Provenance provenance) {
        try {
            return MAPPER.writeValueAsString(provenance);
        } catch (JsonProcessingException problem) {
            throw new IllegalStateException("provenance holds only numbers and text", problem);
        }
    }
}
