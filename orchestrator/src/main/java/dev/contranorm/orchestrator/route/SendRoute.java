package dev.contranorm.orchestrator.route;

import org.apache.camel.builder.RouteBuilder;

/**
 * Sends a list of messages to a topic in one exchange (a list of 500 is some hundred times faster than 500 exchanges), and
 * fails unless the broker acknowledges each.
 */
final class SendRoute extends RouteBuilder {
    private final String id;
    private final String topic;

    /** @param topic name of the property that holds the topic */
    SendRoute(String id, String topic) {
        this.id = id;
        this.topic = topic;
    }

    @Override
    public void configure() {
        // The caller decides what a failure means: a retry here would hide that the outcome of a send is unknown.
        errorHandler(noErrorHandler());
        from("direct:" + id)
                .routeId(id)
                .autoStartup(false)
                .to("kafka:{{" + topic + "}}"
                        + "?valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer"
                        // Without this every message of the list would get the list's headers instead of its own.
                        + "&batchWithIndividualHeaders=true"
                        + "&recordMetadata=true&requestRequiredAcks=all&enableIdempotence=true&lingerMs=2"
                        + "&maxBlockMs=10000&requestTimeoutMs=10000&deliveryTimeoutMs=30000");
    }
}
