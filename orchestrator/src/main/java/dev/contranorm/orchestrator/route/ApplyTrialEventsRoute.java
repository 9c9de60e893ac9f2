package dev.contranorm.orchestrator.route;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * Consumes events from the bus in batches. A batch that cannot be applied because something is unavailable is retried until it
 * can: nothing after it is read meanwhile, and its offsets are committed only afterwards.
 */
final class ApplyTrialEventsRoute extends RouteBuilder {
    static final String ID = "apply-trial-events";

    private final EventBatches batches;
    private final Outages outages;
    private final int batchSize;

    ApplyTrialEventsRoute(EventBatches batches, Outages outages, int batchSize) {
        this.batches = batches;
        this.outages = outages;
        this.batchSize = batchSize;
    }

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler()
                .maximumRedeliveries(-1)
                .redeliveryDelay(500)
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .maximumRedeliveryDelay(5_000)
                .allowRedeliveryWhileStopping(false)
                .logRetryAttempted(false)
                .logExhausted(false)
                .onRedelivery(this::failed));
        // Batching without auto-commit: the component's own commit covers everything polled, applied or not.
        from("kafka:{{topic.trial-events}}?groupId={{group.orchestrator}}&autoOffsetReset=earliest"
                        + "&valueDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer"
                        + "&batching=true&maxPollRecords=" + batchSize
                        + "&pollTimeoutMs=50&batchingIntervalMs=100&autoCommitEnable=false&allowManualCommit=true"
                        // A batch is collected for that long anyway: one fetch per event would cost the broker and this
                        // consumer more than everything else that a short trial needs.
                        + "&fetchMinBytes=1000000&fetchWaitMaxMs=100"
                        + "&sessionTimeoutMs=10000&heartbeatIntervalMs=3000&maxPollIntervalMs=480000"
                        + "&shutdownTimeout=5000")
                .routeId(ID)
                .autoStartup(false)
                .process(batches)
                .process(exchange -> outages.over(ID));
    }

    private void failed(Exchange exchange) {
        outages.report(ID, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }
}
