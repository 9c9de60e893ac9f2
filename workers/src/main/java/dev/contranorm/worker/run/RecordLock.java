package dev.contranorm.worker.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's lock on the record whose trial it trains. It is renewed after every third of its duration. When a renewal fails
 * (the broker was unreachable, or this machine slept), training goes on, and the worker polls for the record once the lock
 * has expired: it is then the first record that the group hands out, unless another worker was quicker.
 */
final class RecordLock {
    private static final Logger LOG = LoggerFactory.getLogger(RecordLock.class);
    private static final Duration RECLAIM_INTERVAL = Duration.ofSeconds(1);
    private static final Duration RECLAIM_POLL = Duration.ofMillis(200);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum State {
        HELD,
        LOST,
        /** Another worker may have it: the trial is trained to its end, and the attempt numbers decide. */
        GIVEN_UP
    }

    private final TrialFeed feed;
    private final String position;
    private final IntConsumer onRedelivery;
    private ConsumerRecord<byte[], byte[]> record;
    private State state = State.HELD;
    private long lockedAt = System.nanoTime();
    private long nextStep;

    /** @param onRedelivery receives the delivery count when the record is delivered to this worker again */
    RecordLock(TrialFeed feed, ConsumerRecord<byte[], byte[]> record, IntConsumer onRedelivery) {
        this.feed = feed;
        this.record = record;
        this.position = Delivery.position(record);
        this.onRedelivery = onRedelivery;
        this.nextStep = lockedAt + feed.lock().toNanos() / 3;
    }

    /** Names the record, see {@link Delivery#position}. */
    String position() {
        return position;
    }

    /** The record, while this worker holds its lock. */
    Optional<ConsumerRecord<byte[], byte[]>> held() {
        return state == State.HELD ? Optional.of(record) : Optional.empty();
    }

    /** Waits up to a second for the end; renews the lock instead when that is due. Returns whether the end has come. */
    boolean awaitOrRenew(CompletableFuture<?> end) throws InterruptedException {
        try {
            end.get(Math.max(0, Math.min(LONGEST_WAIT_NANOS, nanosUntilStep())), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException notYet) {
            step();
            return end.isDone();
        }
    }

    private long nanosUntilStep() {
        return nextStep - System.nanoTime();
    }

    private void step() {
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
            take(renewed.get(), asked);
        } else {
            LOG.warn("the lock on the trial at {} is lost; training goes on", position);
            state = State.LOST;
            nextStep = lockedAt + feed.lock().toNanos();
        }
    }

    private void reclaim() {
        Optional<ConsumerRecord<byte[], byte[]>> next = feed.next(RECLAIM_POLL);
        nextStep = System.nanoTime() + RECLAIM_INTERVAL.toNanos();
        if (next.isPresent()) {
            take(next.get(), System.nanoTime());
        }
    }

    /** Takes what the feed handed out while this record was asked for; another record is released. */
    private void take(ConsumerRecord<byte[], byte[]> next, long since) {
        if (Delivery.position(next).equals(position)) {
            if (state == State.LOST) {
                LOG.info("the trial at {} is locked again", position);
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
