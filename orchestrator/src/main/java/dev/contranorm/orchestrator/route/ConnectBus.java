package dev.contranorm.orchestrator.route;

import dev.contranorm.orchestrator.lifecycle.PeriodicTask;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the routes that need the bus once the bus is available and has its topics, and restarts them when the broker has been
 * replaced. A temporary outage needs nothing: the clients reconnect by themselves.
 */
final class ConnectBus implements PeriodicTask {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectBus.class);

    private final CamelContext context;
    private final BusSettings bus;
    private final BusAdmin admin;
    private final Runnable beforehand;
    private final List<String> routes;
    private String connected;

    /**
     * @param beforehand runs when the topics exist and before the routes start
     * @param routes to be started, in this order
     */
    ConnectBus(CamelContext context, BusSettings bus, BusAdmin admin, Runnable beforehand, List<String> routes) {
        this.context = context;
        this.bus = bus;
        this.admin = admin;
        this.beforehand = beforehand;
        this.routes = List.copyOf(routes);
    }

    @Override
    public String id() {
        return "connect-bus";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void perform() throws Exception {
        Optional<String> topic = admin.identity(bus.trials());
        if (connected != null && topic.equals(Optional.of(connected))) {
            return;
        }
        if (connected != null) {
            LOG.warn(
                    "The trial topic at {} is new; publishing the trials of the old one again", bus.bootstrapServers());
            stop();
        }
        Topics.ensure(bus);
        String identity = admin.identity(bus.trials())
                .orElseThrow(() -> new BusUnavailableException("Kafka has lost a topic that was just created", null));
        beforehand.run();
        for (String route : routes) {
            context.getRouteController().startRoute(route);
        }
        connected = identity;
        LOG.info("Connected to Kafka at {}", bus.bootstrapServers());
    }

    private void stop() throws Exception {
        connected = null;
        for (int i = routes.size() - 1; i >= 0; i--) {
            context.getRouteController().stopRoute(routes.get(i));
        }
    }
}
