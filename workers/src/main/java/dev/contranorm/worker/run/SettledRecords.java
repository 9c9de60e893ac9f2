package dev.contranorm.worker.run;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The newest records whose trials this worker has brought to an end; one that was lost meanwhile comes back. */
final class SettledRecords {
    private static final int MOST = 1000;

    private final Set<String> places = new LinkedHashSet<>();

    void add(String place) {
        places.add(place);
        if (places.size() > MOST) {
            places.remove(places.iterator().next());
        }
    }

    boolean contains(ConsumerRecord<?, ?> record) {
        return places.contains(Delivery.place(record));
    }
}
