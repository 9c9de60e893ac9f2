package dev.contranorm.orchestrator.route;

import dev.contranorm.worker.bus.BusSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;

/**
 * Gives the routes' Kafka endpoints their address, their names and their security. The last stay out of the endpoints'
 * addresses, which are logged.
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
        // Readiness asks the broker itself.
        kafka.setHealthCheckConsumerEnabled(false);
        kafka.setHealthCheckProducerEnabled(false);
        // A consumer that finds no broker tries again for as long as it takes.
        kafka.setCreateConsumerBackoffMaxAttempts(0);
        kafka.setSubscribeConsumerBackoffMaxAttempts(0);
    }
}
