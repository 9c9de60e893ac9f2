package dev.contranorm.orchestrator.route;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * Takes events from the bus in batches. A batch that cannot be applied because something is away is tried until it can:
 * nothing after it is read meanwhile, and its offsets are committed only afterwards.
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
        // batching without auto-commit: the component's own commit covers everything polled, applied or not.
        from("kafka:{{topic.trial-events}}?groupId={{group.orchestrator}}&autoOffsetReset=earliest"
                        + "&valueDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer"
                        + "&batching=true&maxPollRecords=" + batchSize
                        + "&pollTimeoutMs=50&batchingIntervalMs=100&autoCommitEnable=false&allowManualCommit=true"
                        // A batch is gathered for that long anyway: asking the broker for every event by itself would
                        // cost it and this reader more than all else that a short trial needs.
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
