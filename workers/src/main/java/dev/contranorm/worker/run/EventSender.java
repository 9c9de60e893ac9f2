package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.BusJson;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.TrialAssignment;
import dev.contranorm.worker.bus.TrialEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends messages to the bus. While this process lives, the messages of a trial arrive in order, each once. While the broker
 * is unreachable, they wait in memory. Thread-safe.
 */
final class EventSender implements AutoCloseable {
    /** Longer than any outage that a worker should survive. */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofDays(7);

    /** Long enough to send the events of a short trial in one request, see {@link #flush}. */
    private static final int LINGER_MILLIS = 20;

    private final BusSettings settings;
    private final BusJson json = new BusJson();
    private final KafkaProducer<byte[], byte[]> producer;

    EventSender(BusSettings settings, String worker) {
        this.settings = settings;
        Map<String, Object> properties = new HashMap<>(settings.connection());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, worker);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
        // Kafka's default drops its metadata when no broker answers: sends, and with them training, would block.
        properties.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        // When a long outage has filled the buffer, sends wait: nothing is lost.
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT.toMillis());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Completes when the broker has the event. */
    CompletableFuture<Void> send(TrialEvent event) {
        return send(new ProducerRecord<>(settings.trialEvents(), key(event.trialId()), json.write(event)));
    }

    /** Sends waiting messages now, and waits for the broker's answer, however long that takes. */
    void flush() {
        producer.flush();
    }

    /** Publishes an assignment again. */
    CompletableFuture<Void> send(TrialAssignment assignment) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(settings.trials(), key(assignment.trialId()), json.write(assignment));
        record.headers().add("hash", bytes(assignment.spec().hash()));
        return send(record);
    }

    /** Copies a record that cannot be read to the dead-letter topic, with the reason in a header. */
    CompletableFuture<Void> sendToDeadLetters(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> dead =
                new ProducerRecord<>(settings.deadTrials(), null, record.key(), record.value(), record.headers());
        dead.headers().add("reason", bytes(reason));
        dead.headers().add("origin", bytes(record.topic() + "-" + record.partition() + "@" + record.offset()));
        return send(dead);
    }

    private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        producer.send(record, (where, problem) -> {
            if (problem == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(problem);
            }
        });
        return acknowledged;
    }

    private static byte[] key(long trialId) {
        return bytes(Long.toString(trialId));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
