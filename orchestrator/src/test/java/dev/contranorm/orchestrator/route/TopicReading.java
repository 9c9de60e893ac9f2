package dev.contranorm.orchestrator.route;

import dev.contranorm.worker.bus.BusSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What lies on the trial topic now. */
final class TopicReading {
    private TopicReading() {}

    /** The trials of its one partition, in the order of publication. */
    static List<Long> trials(BusSettings bus) {
        List<Long> keys = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(bus.connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(bus.trials(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> keys.add(Long.parseLong(new String(record.key(), StandardCharsets.UTF_8))));
            }
        }
        return keys;
    }
}
