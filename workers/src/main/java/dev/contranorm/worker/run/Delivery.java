package dev.contranorm.worker.run;

import dev.contranorm.worker.bus.TrialAssignment;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An assignment as it was delivered to this worker: the record to acknowledge, and its content. */
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

    /** Partition and offset, which identify the record in its topic; the same in every delivery. */
    String position() {
        return position(record);
    }

    static String position(ConsumerRecord<?, ?> record) {
        return record.partition() + ":" + record.offset();
    }
}
