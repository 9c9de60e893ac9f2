package dev.contranorm.worker.run;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The newest records whose end this worker has reported. A record whose lock was lost meanwhile is delivered again. */
final class SettledRecords {
    private static final int CAPACITY = 1000;

    private final Set<String> positions = new LinkedHashSet<>();

    void add(String position) {
        positions.add(position);
        if (positions.size() > CAPACITY) {
            positions.remove(positions.iterator().next());
        }
    }

    boolean contains(ConsumerRecord<?, ?> record) {
        return positions.contains(Delivery.position(record));
    }
}
