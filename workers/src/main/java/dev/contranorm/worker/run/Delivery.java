package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.TrialAssignment;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An assignment as it came to this worker: the record to acknowledge, and what it says. */
record Delivery(ConsumerRecord<byte[], byte[]> record, TrialAssignment assignment) {
    int count() {
        return count(record);
    }

    static int count(ConsumerRecord<?, ?> record) {
        return record.deliveryCount().map(Short::intValue).orElse(1);
    }

    int attempt() {
        return assignment.attempt(count());
    }

    /** Names the record among all of its topic; the same in every delivery of it. */
    String place() {
        return place(record);
    }

    static String place(ConsumerRecord<?, ?> record) {
        return record.partition() + ":" + record.offset();
    }
}
