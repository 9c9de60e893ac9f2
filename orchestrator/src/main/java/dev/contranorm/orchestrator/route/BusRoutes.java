package dev.contranorm.orchestrator.route;

import dev.contranorm.db.Database;
import dev.contranorm.orchestrator.lifecycle.ApplyTrialEvents;
import dev.contranorm.orchestrator.lifecycle.PendingCommands;
import dev.contranorm.orchestrator.lifecycle.PeriodicTask;
import dev.contranorm.orchestrator.lifecycle.PublishTrials;
import dev.contranorm.worker.bus.BusSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;

/** All routes that need the bus: three senders, the publisher of trials, the consumer of events, the sender of commands. */
final class BusRoutes {
    private static final String TRIALS = "send-trials";
    private static final String COMMANDS = "send-commands";
    private static final String DEAD_LETTERS = "send-dead-letters";

    private final CamelContext context;
    private final BusSettings bus;
    private final BusAdmin admin;
    private final Database database;
    private final PendingCommands controls;

    BusRoutes(CamelContext context, BusSettings bus, BusAdmin admin, Database database, Clock clock) {
        this.context = context;
        this.bus = bus;
        this.admin = admin;
        this.database = database;
        this.controls = new PendingCommands(new ControlTopic(sender(COMMANDS)), clock);
    }

    private KafkaSender sender(String route) {
        return new KafkaSender(context, route, bus.bootstrapServers());
    }

    PendingCommands controls() {
        return controls;
    }

    /** Adds the routes without starting them. The returned task starts them once the bus is available. */
    PeriodicTask add(RuntimeSettings settings, Outages outages, MeterRegistry meters, Clock clock) throws Exception {
        context.addRoutes(new SendRoute(TRIALS, "topic.trials"));
        context.addRoutes(new SendRoute(COMMANDS, "topic.control"));
        context.addRoutes(new SendRoute(DEAD_LETTERS, "topic.dead-trial-events"));
        EventBatches batches = new EventBatches(
                new ApplyTrialEvents(database.events(), controls, meters),
                new DeadLetters(sender(DEAD_LETTERS), meters));
        context.addRoutes(new ApplyTrialEventsRoute(batches, outages, settings.batchSize()));
        PublishTrials publish = new PublishTrials(
                database.outbox(),
                new TrialTopic(bus, admin, sender(TRIALS)),
                new ReaderProgress(bus, admin),
                settings.batchSize(),
                settings.pause(),
                clock,
                meters);
        context.addRoutes(PeriodicTaskRoute.waiting(publish, outages));
        context.addRoutes(PeriodicTaskRoute.waiting(controls, outages));
        return new ConnectBus(
                context,
                bus,
                admin,
                () -> controls.recall(database.sweeps()),
                List.of(TRIALS, COMMANDS, DEAD_LETTERS, ApplyTrialEventsRoute.ID, publish.id(), controls.id()));
    }
}
