package dev.contranorm.orchestrator.route;

import dev.contranorm.orchestrator.lifecycle.PeriodicTask;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** A duty on a timer of its own. A failed turn is reported and the next one comes as usual. */
final class PeriodicTaskRoute extends RouteBuilder {
    private final PeriodicTask duty;
    private final Outages outages;
    private final boolean autoStartup;

    private PeriodicTaskRoute(PeriodicTask duty, Outages outages, boolean autoStartup) {
        this.duty = duty;
        this.outages = outages;
        this.autoStartup = autoStartup;
    }

    /** Starts with all other routes. */
    static PeriodicTaskRoute started(PeriodicTask duty, Outages outages) {
        return new PeriodicTaskRoute(duty, outages, true);
    }

    /** Waits until it is started. */
    static PeriodicTaskRoute waiting(PeriodicTask duty, Outages outages) {
        return new PeriodicTaskRoute(duty, outages, false);
    }

    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(this::failed);
        // fixedRate=false: the pause counts from the end of a turn, so that a slow turn is never overtaken by the next.
        from("timer:" + duty.id() + "?fixedRate=false&delay=0&includeMetadata=false&period="
                        + duty.pause().toMillis())
                .routeId(duty.id())
                .autoStartup(autoStartup)
                .process(exchange -> duty.perform())
                .process(exchange -> outages.over(duty.id()));
    }

    private void failed(Exchange exchange) {
        outages.report(duty.id(), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }
}
