package dev.contranorm.orchestrator.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contranorm.db.event.TrialChange;
import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.ResourceUsage;
import dev.contranorm.worker.bus.TrialEvent;
import dev.contranorm.zoo.train.loop.Provenance;

/** The bus's events in the database's words. The two never meet otherwise: the database knows no bus. */
final class TrialChanges {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TrialChanges() {}

    static TrialChange of(TrialEvent event) {
        if (event instanceof TrialEvent.Started it) {
            return new TrialChange.Started(
                    it.trialId(),
                    it.sweepId(),
                    it.attempt(),
                    it.sequence(),
                    it.worker(),
                    it.at(),
                    json(it.provenance()),
                    it.epochs(),
                    it.firstEpoch());
        }
        if (event instanceof TrialEvent.Measured it) {
            return new TrialChange.Measured(
                    it.trialId(),
                    it.sweepId(),
                    it.attempt(),
                    it.sequence(),
                    it.worker(),
                    it.at(),
                    it.epoch(),
                    it.points().stream()
                            .map(point -> new MetricPoint(point.name(), point.step(), point.value()))
                            .toList());
        }
        if (event instanceof TrialEvent.Heartbeat it) {
            return new TrialChange.Heartbeat(
                    it.trialId(), it.sweepId(), it.attempt(), it.sequence(), it.worker(), it.at());
        }
        if (event instanceof TrialEvent.Checkpointed it) {
            return new TrialChange.Checkpointed(
                    it.trialId(),
                    it.sweepId(),
                    it.attempt(),
                    it.sequence(),
                    it.worker(),
                    it.at(),
                    it.epoch(),
                    it.location(),
                    it.bytes(),
                    it.sha256());
        }
        if (event instanceof TrialEvent.Finished it) {
            return new TrialChange.Finished(
                    it.trialId(),
                    it.sweepId(),
                    it.attempt(),
                    it.sequence(),
                    it.worker(),
                    it.at(),
                    it.stoppedEarly(),
                    it.epochs(),
                    it.metrics(),
                    new ResourceUsage(
                            it.usage().wallMillis(),
                            it.usage().cpuMillis(),
                            it.usage().peakResidentMegabytes()));
        }
        if (event instanceof TrialEvent.Failed it) {
            return new TrialChange.Failed(
                    it.trialId(),
                    it.sweepId(),
                    it.attempt(),
                    it.sequence(),
                    it.worker(),
                    it.at(),
                    it.kind().name(),
                    it.kind().retryable(),
                    it.reason(),
                    it.detail());
        }
        if (event instanceof TrialEvent.Released it) {
            return new TrialChange.Released(
                    it.trialId(),
                    it.sweepId(),
                    it.attempt(),
                    it.sequence(),
                    it.worker(),
                    it.at(),
                    it.reason(),
                    it.again());
        }
        throw new IllegalArgumentException("no such event: " + event);
    }

    private static String json(Provenance provenance) {
        try {
            return MAPPER.writeValueAsString(provenance);
        } catch (JsonProcessingException problem) {
            throw new IllegalStateException("a provenance is numbers and texts", problem);
        }
    }
}
