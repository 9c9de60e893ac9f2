package dev.contranorm.worker.bus;

import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Takes the part of the orchestrator: publishes assignments and commands, reads events. */
public final class BusProbe implements AutoCloseable {
    private final BusSettings settings;
    private final BusJson json = new BusJson();
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TrialEvent> events = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> dead = new ArrayList<>();

    public BusProbe(BusSettings settings) {
        this.settings = settings;
        producer = new KafkaProducer<>(settings.connection(), new ByteArraySerializer(), new ByteArraySerializer());
        Map<String, Object> properties = new HashMap<>(settings.connection());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(settings.trialEvents(), settings.deadTrials())) {
            consumer.partitionsFor(topic).forEach(part -> partitions.add(new TopicPartition(topic, part.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    public static TrialSpec noop(long seed) {
        return new TrialSpec("noop", "noop", "none", Protocol.CLEAN, seed, new TreeMap<>());
    }

    public static TrialAssignment assignment(long trialId, TrialSpec spec) {
        return new TrialAssignment(trialId, 1, 0, Optional.empty(), spec, Instant.now());
    }

    public static TrialAssignment limited(long trialId, TrialSpec spec, Duration limit) {
        return new TrialAssignment(trialId, 1, 0, Optional.of(limit), spec, Instant.now());
    }

    public void publish(TrialAssignment assignment) throws Exception {
        publishLater(assignment).get();
    }

    public Future<RecordMetadata> publishLater(TrialAssignment assignment) {
        byte[] key = Long.toString(assignment.trialId()).getBytes(StandardCharsets.UTF_8);
        return producer.send(new ProducerRecord<>(settings.trials(), key, json.write(assignment)));
    }

    public void publishRaw(String value) throws Exception {
        producer.send(new ProducerRecord<>(settings.trials(), value.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    public void command(ControlCommand command) throws Exception {
        byte[] key = command.key().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(settings.control(), key, json.write(command)))
                .get();
    }

    /** Every event so far, each topic partition in its order. */
    public synchronized List<TrialEvent> events() {
        read();
        return List.copyOf(events);
    }

    public <E extends TrialEvent> List<E> events(Class<E> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    public synchronized List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        read();
        return List.copyOf(dead);
    }

    private void read() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            if (record.topic().equals(settings.deadTrials())) {
                dead.add(record);
            } else {
                try {
                    events.add(json.readEvent(record.value()));
                } catch (MalformedMessageException problem) {
                    throw new AssertionError("a worker sent an event that cannot be read", problem);
                }
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumer.close();
    }
}
