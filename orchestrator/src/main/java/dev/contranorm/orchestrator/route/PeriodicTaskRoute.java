package dev.contranorm.orchestrator.route;

import dev.contranorm.orchestrator.lifecycle.PeriodicTask;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** A periodic task on its own timer. A failed run is logged, and the next one follows as usual. */
final class PeriodicTaskRoute extends RouteBuilder {
    private final PeriodicTask task;
    private final Outages outages;
    private final boolean autoStartup;

    private PeriodicTaskRoute(PeriodicTask task, Outages outages, boolean autoStartup) {
        this.task = task;
        this.outages = outages;
        this.autoStartup = autoStartup;
    }

    /** A route that starts with all others. */
    static PeriodicTaskRoute started(PeriodicTask task, Outages outages) {
        return new PeriodicTaskRoute(task, outages, true);
    }

    /** A route that waits until it is started. */
    static PeriodicTaskRoute waiting(PeriodicTask task, Outages outages) {
        return new PeriodicTaskRoute(task, outages, false);
    }

    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(this::failed);
        // fixedRate=false: the pause counts from the end of a run, so that runs never overlap.
        from("timer:" + task.id() + "?fixedRate=false&delay=0&includeMetadata=false&period="
                        + task.pause().toMillis())
                .routeId(task.id())
                .autoStartup(autoStartup)
                .process(exchange -> task.perform())
                .process(exchange -> outages.over(task.id()));
    }

    private void failed(Exchange exchange) {
        outages.report(task.id(), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }
}
