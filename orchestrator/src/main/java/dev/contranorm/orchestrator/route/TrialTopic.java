package dev.contranorm.orchestrator.route;

import dev.contranorm.orchestrator.lifecycle.TrialChannel;
import dev.contranorm.worker.bus.BusJson;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.BusUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.Message;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The trial topic on Kafka. */
final class TrialTopic implements TrialChannel {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BusSettings bus;
    private final BusAdmin admin;
    private final KafkaSender sender;
    private final BusJson json = new BusJson();

    TrialTopic(BusSettings bus, BusAdmin admin, KafkaSender sender) {
        this.bus = bus;
        this.admin = admin;
        this.sender = sender;
    }

    @Override
    public String position() throws BusUnavailableException {
        return admin.end(bus.trials()).json();
    }

    @Override
    public void send(List<Outgoing> trials) throws BusUnavailableException {
        sender.send(trials.stream().map(this::message).toList());
    }

    private Message message(Outgoing trial) {
        Message message = sender.message(Long.toString(trial.assignment().trialId()), json.write(trial.assignment()));
        message.setHeader("hash", trial.hash());
        return message;
    }

    @Override
    public Set<Long> trialsSince(String position) throws BusUnavailableException {
        TopicPosition begin = TopicPosition.of(position);
        TopicPosition end = admin.end(bus.trials());
        if (!end.topicId().equals(begin.topicId())) {
            return Set.of();
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return read(consumer, begin.offsets(), end.offsets());
        } catch (KafkaException problem) {
            throw admin.unavailable(problem);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(bus.connection());
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Set<Long> read(
            KafkaConsumer<byte[], byte[]> consumer, SortedMap<Integer, Long> begin, SortedMap<Integer, Long> end)
            throws BusUnavailableException {
        Map<TopicPartition, Long> open =
                new TreeMap<>((one, other) -> Integer.compare(one.partition(), other.partition()));
        end.forEach((partition, offset) -> {
            if (begin.getOrDefault(partition, 0L) < offset) {
                open.put(new TopicPartition(bus.trials(), partition), offset);
            }
        });
        consumer.assign(open.keySet());
        open.keySet().forEach(partition -> consumer.seek(partition, begin.getOrDefault(partition.partition(), 0L)));
        Set<Long> trials = new HashSet<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                trial(record, trials);
            }
            open.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
            if (System.nanoTime() > deadline) {
                throw admin.unavailable(new KafkaException("the trial topic could not be read within " + PATIENCE));
            }
        }
        return trials;
    }

    /** A key that is not a number was written by another program and names no trial. */
    private static void trial(ConsumerRecord<byte[], byte[]> record, Set<Long> trials) {
        if (record.key() == null) {
            return;
        }
        try {
            trials.add(Long.parseLong(new String(record.key(), StandardCharsets.UTF_8)));
        } catch (NumberFormatException foreign) {
            // Nothing to add.
        }
    }
}
