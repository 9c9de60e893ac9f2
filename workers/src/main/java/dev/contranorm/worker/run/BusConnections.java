package dev.contranorm.worker.run;

import java.util.function.Consumer;

/** A worker's connections to the bus: trials in, events out, and commands. */
record BusConnections(TrialFeed feed, EventSender sender, ControlWatch control) implements AutoCloseable {
    /** @param onCommand called on the watching thread after every command */
    static BusConnections open(WorkerSettings settings, Consumer<ControlWatch> onCommand) {
        EventSender sender = new EventSender(settings.bus(), settings.name());
        TrialFeed feed = new TrialFeed(settings.bus(), settings.name());
        return new BusConnections(feed, sender, new ControlWatch(settings.bus(), onCommand));
    }

    @Override
    public void close() {
        feed.close();
        control.close();
        sender.close();
    }
}
