package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.BusSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers' share group as one worker sees it: one assignment at a time. All methods but {@link #wakeUp} belong to the
 * polling thread.
 */
final class TrialFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrialFeed.class);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final int FETCHED_BYTES = 1 << 14;

    private final KafkaShareConsumer<byte[], byte[]> consumer;
    private final Duration lock;
    private volatile boolean waiting;

    TrialFeed(BusSettings settings, String worker) {
        Map<String, Object> properties = new HashMap<>(settings.connection());
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, worker);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.shareGroup());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        // How long the broker holds an empty answer back; a new assignment is answered at once. Leaving waits for the
        // open
        // question, or a trial could be handed to a worker that is gone.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1_000);
        // For one record the broker would look through 50 MB of the topic; a record beyond this size comes all the
        // same.
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
        consumer = new KafkaShareConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.setAcknowledgementCommitCallback((offsets, problem) -> {
            if (problem != null) {
                LOG.debug("acknowledgement of {} refused: {}", offsets, problem.getMessage());
            }
        });
        consumer.subscribe(List.of(settings.trials()));
        lock = settings.trialLock();
    }

    /** How long a delivered record stays with this worker unless renewed. */
    Duration lock() {
        return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(lock);
    }

    /** Waits for a record; sends the acknowledgements given before. Returns early after {@link #wakeUp}. */
    Optional<ConsumerRecord<byte[], byte[]>> next(Duration patience) {
        waiting = true;
        try {
            return first(consumer.poll(patience));
        } catch (WakeupException woken) {
            return Optional.empty();
        } finally {
            waiting = false;
        }
    }

    /** Ends a wait in {@link #next}. The one method for other threads. */
    void wakeUp() {
        if (waiting) {
            consumer.wakeup();
        }
    }

    /**
     * Extends the lock.
     *
     * @return the record, which a renewal hands out anew; empty when the lock is lost or the broker does not answer
     */
    Optional<ConsumerRecord<byte[], byte[]>> renew(ConsumerRecord<byte[], byte[]> record) {
        try {
            consumer.acknowledge(record, AcknowledgeType.RENEW);
            return commit() ? first(undisturbed(() -> consumer.poll(Duration.ZERO))) : Optional.empty();
        } catch (KafkaException | IllegalStateException problem) {
            LOG.debug("the lock of {} is not renewed: {}", Delivery.place(record), problem.getMessage());
            return Optional.empty();
        }
    }

    /** The record is done with: sent with the next {@link #next}. */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        consumer.acknowledge(record, AcknowledgeType.ACCEPT);
    }

    /** Another worker may have the record, at once. */
    void release(ConsumerRecord<byte[], byte[]> record) {
        consumer.acknowledge(record, AcknowledgeType.RELEASE);
        commit();
    }

    /** Sends the acknowledgements given so far; whether the broker took them all. */
    boolean commit() {
        try {
            return undisturbed(() -> consumer.commitSync(ANSWER)).values().stream()
                    .allMatch(Optional::isEmpty);
        } catch (KafkaException problem) {
            LOG.debug("acknowledgements not sent: {}", problem.getMessage());
            return false;
        }
    }

    /** A wake-up that came too late for its wait shall not disturb what follows. */
    private static <T> T undisturbed(Supplier<T> call) {
        try {
            return call.get();
        } catch (WakeupException late) {
            return call.get();
        }
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> first(ConsumerRecords<byte[], byte[]> records) {
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(records.iterator().next());
    }

    @Override
    public void close() {
        undisturbed(() -> {
            consumer.close(ANSWER);
            return null;
        });
    }
}
