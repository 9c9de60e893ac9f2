package dev.contranorm.orchestrator.route;

import dev.contranorm.worker.bus.BusSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;

/**
 * Configures the routes' Kafka endpoints: address, topic names and security. Security settings stay out of the endpoint URIs,
 * which are logged.
 */
final class BusComponent {
    private BusComponent() {}

    /** The consumer group that applies events. */
    static String group(BusSettings bus) {
        return bus.prefix() + "-orchestrator";
    }

    static void configure(CamelContext context, BusSettings bus) {
        Properties names = new Properties();
        names.setProperty("topic.trials", bus.trials());
        names.setProperty("topic.trial-events", bus.trialEvents());
        names.setProperty("topic.control", bus.control());
        names.setProperty("topic.dead-trial-events", bus.deadTrialEvents());
        names.setProperty("group.orchestrator", group(bus));
        context.getPropertiesComponent().setInitialProperties(names);

        KafkaComponent kafka = context.getComponent("kafka", KafkaComponent.class);
        kafka.getConfiguration().setBrokers(bus.bootstrapServers());
        Map<String, Object> security = new HashMap<>(bus.clientProperties());
        kafka.getConfiguration().setAdditionalProperties(security);
        // Readiness queries the broker itself.
        kafka.setHealthCheckConsumerEnabled(false);
        kafka.setHealthCheckProducerEnabled(false);
        // A consumer that finds no broker keeps trying.
        kafka.setCreateConsumerBackoffMaxAttempts(0);
        kafka.setSubscribeConsumerBackoffMaxAttempts(0);
    }
}
