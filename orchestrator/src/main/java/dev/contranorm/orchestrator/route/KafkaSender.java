package dev.contranorm.orchestrator.route;

import dev.contranorm.worker.bus.BusUnavailableException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends lists of messages through a {@link SendRoute} and counts the acknowledgements. */
final class KafkaSender {
    private final CamelContext context;
    private final ProducerTemplate template;
    private final String route;
    private final String servers;

    KafkaSender(CamelContext context, String route, String servers) {
        this.context = context;
        this.template = context.createProducerTemplate();
        this.route = route;
        this.servers = servers;
    }

    Message message(String key, byte[] value) {
        Message message = new DefaultMessage(context);
        message.setBody(value);
        message.setHeader(KafkaConstants.KEY, key);
        return message;
    }

    void send(List<Message> messages) throws BusUnavailableException {
        Exchange sent = template.send(
                "direct:" + route, exchange -> exchange.getMessage().setBody(messages));
        if (sent.getException() != null) {
            throw unacknowledged(messages.size(), sent.getException());
        }
        List<?> results = sent.getMessage().getHeader(KafkaConstants.KAFKA_RECORD_META, List.class);
        long acknowledged = results == null
                ? 0
                : results.stream()
                        .filter(result -> result instanceof RecordMetadata written && written.hasOffset())
                        .count();
        if (acknowledged != messages.size()) {
            throw unacknowledged(messages.size(), null);
        }
    }

    private BusUnavailableException unacknowledged(int count, Exception cause) {
        return new BusUnavailableException(
                "Kafka at " + servers + " has not acknowledged all of " + count + " messages ("
                        + (cause == null ? "some are without an offset" : cause.getMessage())
                        + "): check that it runs and that KAFKA_BOOTSTRAP_SERVERS names it",
                cause);
    }
}
