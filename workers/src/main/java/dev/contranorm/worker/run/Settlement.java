package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.BusJson;
import dev.contranorm.worker.bus.TrialAssignment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Acknowledges records: each one once everything that its attempt reported is on the bus. */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    /** Kafka drops a record silently after its tenth delivery; well before that, the worker publishes it again. */
    private static final int MOST_DELIVERIES = 8;

    private static final int PUBLISH_SECONDS = 5;

    private final TrialFeed feed;
    private final EventSender sender;
    private final BusJson json = new BusJson();
    private final SettledRecords settled = new SettledRecords();

    Settlement(TrialFeed feed, EventSender sender) {
        this.feed = feed;
        this.sender = sender;
    }

    /** Accepts a record whose lock was lost and that is delivered again although this worker has reported its end. */
    boolean acceptsAgain(ConsumerRecord<byte[], byte[]> record) {
        boolean again = settled.contains(record);
        if (again) {
            feed.accept(record);
        }
        return again;
    }

    /** Moves a record that cannot be read to the dead-letter topic. */
    void deadLetter(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        LOG.warn("the assignment at {} goes to the dead-letter topic: {}", Delivery.position(record), reason);
        CompletableFuture<Acknowledgement> sent =
                sender.sendToDeadLetters(record, reason).thenApply(done -> Acknowledgement.ACCEPT);
        settle(new RecordLock(feed, record, count -> {}), sent);
    }

    /** Keeps the record locked until its attempt's events are on the bus, then acknowledges it. */
    void settle(RecordLock lock, CompletableFuture<Acknowledgement> end) throws InterruptedException {
        while (!lock.awaitOrRenew(end)) {
            // Events are still on their way.
        }
        Acknowledgement acknowledgement = acknowledgement(end);
        Optional<ConsumerRecord<byte[], byte[]>> record = lock.held();
        if (acknowledgement == Acknowledgement.ACCEPT) {
            settled.add(lock.position());
            record.ifPresent(feed::accept);
        } else {
            record.ifPresent(this::release);
        }
    }

    private static Acknowledgement acknowledgement(CompletableFuture<Acknowledgement> end) {
        try {
            return end.join();
        } catch (RuntimeException problem) {
            LOG.error("the end of a trial could not be reported: the trial is released", problem);
            return Acknowledgement.RELEASE;
        }
    }

    private void release(ConsumerRecord<byte[], byte[]> record) {
        if (Delivery.count(record) < MOST_DELIVERIES) {
            feed.release(record);
            return;
        }
        try {
            publishAgain(record);
            feed.accept(record);
            feed.commit();
        } catch (Exception problem) {
            LOG.warn("a trial could not be published again: {}", problem.toString());
            feed.release(record);
        }
    }

    private void publishAgain(ConsumerRecord<byte[], byte[]> record) throws Exception {
        TrialAssignment old = json.readAssignment(record.value());
        TrialAssignment next = new TrialAssignment(
                old.trialId(),
                old.sweepId(),
                old.attempt(Delivery.count(record)),
                old.timeLimit(),
                old.spec(),
                old.queuedAt());
        sender.send(next).get(PUBLISH_SECONDS, TimeUnit.SECONDS);
    }
}
