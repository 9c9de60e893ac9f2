package dev.contranorm.worker.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's hold on the record whose trial it trains. Renews the lock every third of its time. When a renewal fails (the
 * broker was away, or this machine slept), training goes on, and the record is asked for again once the lock has run out:
 * it is then the first that the group hands out, unless another worker was quicker.
 */
final class RecordLock {
    private static final Logger LOG = LoggerFactory.getLogger(RecordLock.class);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private enum State {
        HELD,
        LOST,
        /** Another worker has it, or nobody knows: the trial is trained to its end, and the attempt numbers decide. */
        GIVEN_UP
    }

    private final TrialFeed feed;
    private final String place;
    private final IntConsumer onRedelivery;
    private ConsumerRecord<byte[], byte[]> record;
    private State state = State.HELD;
    private long lockedAt = System.nanoTime();
    private long nextStep;

    /** @param onRedelivery takes the delivery count when the record comes anew */
    RecordLock(TrialFeed feed, ConsumerRecord<byte[], byte[]> record, IntConsumer onRedelivery) {
        this.feed = feed;
        this.record = record;
        this.place = Delivery.place(record);
        this.onRedelivery = onRedelivery;
        this.nextStep = lockedAt + feed.lock().toNanos() / 3;
    }

    /** Names the record, see {@link Delivery#place}. */
    String place() {
        return place;
    }

    /** The record, while it is this worker's. */
    Optional<ConsumerRecord<byte[], byte[]>> held() {
        return state == State.HELD ? Optional.of(record) : Optional.empty();
    }

    /** Time until {@link #step} has something to do; zero or less when it has now. */
    long nanosUntilStep() {
        return nextStep - System.nanoTime();
    }

    /** Renews, or asks for the record again, when it is time to. */
    void step() {
        if (nanosUntilStep() > 0) {
            return;
        }
        switch (state) {
            case HELD -> renew();
            case LOST -> reclaim();
            case GIVEN_UP -> nextStep = System.nanoTime() + feed.lock().toNanos();
        }
    }

    private void renew() {
        long asked = System.nanoTime();
        Optional<ConsumerRecord<byte[], byte[]>> renewed = feed.renew(record);
        if (renewed.isPresent()) {
            keep(renewed.get(), asked);
        } else {
            LOG.warn("the hold on the trial at {} is lost; training goes on", place);
            state = State.LOST;
            nextStep = lockedAt + feed.lock().toNanos();
        }
    }

    private void reclaim() {
        Optional<ConsumerRecord<byte[], byte[]>> next = feed.next(Duration.ofMillis(200));
        nextStep = System.nanoTime() + ASK_AGAIN.toNanos();
        if (next.isPresent()) {
            keep(next.get(), System.nanoTime());
        }
    }

    /** Takes what the feed handed out while this record was asked for. */
    private void keep(ConsumerRecord<byte[], byte[]> next, long since) {
        if (Delivery.place(next).equals(place)) {
            if (state == State.LOST) {
                LOG.info("the trial at {} is held again", place);
                onRedelivery.accept(Delivery.count(next));
            }
            record = next;
            state = State.HELD;
            lockedAt = since;
            nextStep = since + feed.lock().toNanos() / 3;
        } else {
            feed.release(next);
            state = State.GIVEN_UP;
        }
    }
}
