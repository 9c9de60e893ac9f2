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

/** Receives assignments as a member of the workers' share group, one at a time. Only {@link #wakeUp} is for other threads. */
final class TrialFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrialFeed.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);
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
        // How long the broker delays an empty answer; a new assignment still arrives at once. Closing waits for the
        // pending fetch, or the broker could deliver a trial to a worker that has ended.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1_000);
        // By default the broker scans 50 MB of the topic for one record. A larger record is still delivered.
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
        consumer = new KafkaShareConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.setAcknowledgementCommitCallback((offsets, problem) -> {
            if (problem != null) {
                LOG.debug("the acknowledgement of {} is refused: {}", offsets, problem.getMessage());
            }
        });
        consumer.subscribe(List.of(settings.trials()));
        lock = settings.trialLock();
    }

    /** How long a delivered record stays locked unless renewed. */
    Duration lock() {
        return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(lock);
    }

    /** Waits for a record; also sends the acknowledgements given so far. Returns early after {@link #wakeUp}. */
    Optional<ConsumerRecord<byte[], byte[]>> next(Duration timeout) {
        waiting = true;
        try {
            return first(consumer.poll(timeout));
        } catch (WakeupException woken) {
            return Optional.empty();
        } finally {
            waiting = false;
        }
    }

    /** Ends a wait in {@link #next}; for any thread. */
    void wakeUp() {
        if (waiting) {
            consumer.wakeup();
        }
    }

    /**
     * Extends the lock.
     *
     * @return the record, which a renewal delivers again; empty when the lock is lost or the broker does not answer
     */
    Optional<ConsumerRecord<byte[], byte[]>> renew(ConsumerRecord<byte[], byte[]> record) {
        try {
            consumer.acknowledge(record, AcknowledgeType.RENEW);
            return commit() ? first(despiteWakeUp(() -> consumer.poll(Duration.ZERO))) : Optional.empty();
        } catch (KafkaException | IllegalStateException problem) {
            LOG.debug("the lock of {} is not renewed: {}", Delivery.position(record), problem.getMessage());
            return Optional.empty();
        }
    }

    /** The record is done; sent by {@link #next} or {@link #commit}. */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        consumer.acknowledge(record, AcknowledgeType.ACCEPT);
    }

    /** Returns the record to the group, which delivers it to a worker at once. */
    void release(ConsumerRecord<byte[], byte[]> record) {
        consumer.acknowledge(record, AcknowledgeType.RELEASE);
        commit();
    }

    /** Sends the acknowledgements given so far; true when the broker accepted all of them. */
    boolean commit() {
        try {
            return despiteWakeUp(() -> consumer.commitSync(ANSWER_TIMEOUT)).values().stream()
                    .allMatch(Optional::isEmpty);
        } catch (KafkaException problem) {
            LOG.debug("the acknowledgements are not sent: {}", problem.getMessage());
            return false;
        }
    }

    /** A wake-up that came too late for {@link #next} hits the next call: that one is repeated. */
    private static <T> T despiteWakeUp(Supplier<T> call) {
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
        despiteWakeUp(() -> {
            consumer.close(ANSWER_TIMEOUT);
            return null;
        });
    }
}
