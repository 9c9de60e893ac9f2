package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.outbox.OutboxBatch;
import dev.contranorm.db.outbox.OutboxStore;
import dev.contranorm.db.outbox.OutboxTrial;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.TrialAssignment;
import dev.contranorm.zoo.trial.TrialSpec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes waiting trials on the bus, each once. A batch is claimed together with the topic's end offset, sent, and confirmed.
 * A batch that was interrupted in between, in this process or an earlier one, is resolved by reading the topic from that offset
 * before anything else is published.
 */
public final class PublishTrials implements PeriodicTask {
    private static final Logger LOG = LoggerFactory.getLogger(PublishTrials.class);

    private final OutboxStore outbox;
    private final TrialChannel channel;
    private final int batchSize;
    private final Duration pause;
    private final Clock clock;
    private final Timer latency;
    private final StrandedTrials stranded;
    private boolean inDoubt = true;

    public PublishTrials(
            OutboxStore outbox,
            TrialChannel channel,
            BusProgress bus,
            int batchSize,
            Duration pause,
            Clock clock,
            MeterRegistry meters) {
        this.outbox = outbox;
        this.channel = channel;
        this.stranded = new StrandedTrials(outbox, bus, clock);
        this.batchSize = batchSize;
        this.pause = pause;
        this.clock = clock;
        this.latency = Timer.builder("sweep.publish")
                .description("Time from claiming a batch of trials to its confirmation in the database")
                .publishPercentileHistogram()
                .register(meters);
    }

    @Override
    public String id() {
        return "publish-trials";
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public void perform() throws BusUnavailableException {
        if (inDoubt) {
            settle();
            inDoubt = false;
        }
        stranded.checkIfDue();
        if (outbox.waiting() == 0) {
            return;
        }
        int published;
        do {
            published = publishBatch();
        } while (published > 0);
    }

    private void settle() throws BusUnavailableException {
        for (OutboxBatch batch : outbox.inDoubt()) {
            Set<Long> found = channel.trialsSince(batch.topicOffsets());
            Set<Long> published = batch.trials().stream()
                    .map(OutboxTrial::trialId)
                    .filter(found::contains)
                    .collect(Collectors.toSet());
            outbox.resolve(batch.id(), published);
            LOG.info(
                    "Publishing batch {} was interrupted: of its {} trials {} are on the bus; sending the others"
                            + " again",
                    batch.id(),
                    batch.trials().size(),
                    published.size());
        }
    }

    private int publishBatch() throws BusUnavailableException {
        long begin = System.nanoTime();
        Optional<OutboxBatch> claimed = outbox.claim(batchSize, channel.position());
        if (claimed.isEmpty()) {
            return 0;
        }
        OutboxBatch batch = claimed.get();
        inDoubt = true;
        stranded.reset();
        channel.send(outgoing(batch.trials()));
        outbox.published(batch.id());
        inDoubt = false;
        latency.record(Duration.ofNanos(System.nanoTime() - begin));
        return batch.trials().size();
    }

    private List<TrialChannel.Outgoing> outgoing(List<OutboxTrial> trials) {
        Instant now = clock.instant();
        return trials.stream()
                .map(trial -> new TrialChannel.Outgoing(
                        trial.hash(),
                        new TrialAssignment(
                                trial.trialId(),
                                trial.sweepId(),
                                trial.attemptBase(),
                                trial.timeLimit(),
                                TrialSpec.parse(trial.spec()),
                                now)))
                .toList();
    }
}
