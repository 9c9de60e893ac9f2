package dev.contranorm.orchestrator.route;

import dev.contranorm.worker.bus.BusUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends unusable event records unchanged to the dead-letter topic, each with the reason and its position. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    /** A record of the event topic and why it is rejected. */
    record Letter(Message record, String reason) {}

    private final KafkaSender sender;
    private final Counter counter;

    DeadLetters(KafkaSender sender, MeterRegistry meters) {
        this.sender = sender;
        this.counter = Counter.builder("sweep.dead.letters")
                .description("Events sent to the dead-letter topic because they could not be read or stored")
                .register(meters);
    }

    /** Returns once the bus has acknowledged all of them. */
    void send(List<Letter> letters) throws BusUnavailableException {
        if (letters.isEmpty()) {
            return;
        }
        sender.send(letters.stream().map(this::message).toList());
        letters.forEach(letter ->
                LOG.warn("Event ({}) sent to the dead-letter topic: {}", place(letter.record()), letter.reason()));
        counter.increment(letters.size());
    }

    private Message message(Letter letter) {
        Message record = letter.record();
        Message message =
                sender.message(record.getHeader(KafkaConstants.KEY, String.class), record.getBody(byte[].class));
        message.setHeader("reason", letter.reason());
        message.setHeader("origin", place(record));
        return message;
    }

    private static String place(Message record) {
        return record.getHeader(KafkaConstants.TOPIC) + "-" + record.getHeader(KafkaConstants.PARTITION) + " offset "
                + record.getHeader(KafkaConstants.OFFSET);
    }
}
