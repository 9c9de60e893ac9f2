package dev.contranorm.orchestrator.route;

import dev.contranorm.orchestrator.lifecycle.BusProgress;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.BusUnavailableException;
import java.util.Map;

/** The readers' progress on Kafka. */
final class ReaderProgress implements BusProgress {
    private final BusSettings bus;
    private final BusAdmin admin;

    ReaderProgress(BusSettings bus, BusAdmin admin) {
        this.bus = bus;
        this.admin = admin;
    }

    @Override
    public boolean trialsDone() throws BusUnavailableException {
        TopicPosition end = admin.end(bus.trials());
        Map<Integer, Long> lag = admin.shareGroupLag(bus.shareGroup(), bus.trials());
        // A group that has read nothing yet has no position: every record waits for it.
        return end.offsets().entrySet().stream()
                .allMatch(partition -> lag.getOrDefault(partition.getKey(), partition.getValue()) == 0);
    }

    @Override
    public String eventsEnd() throws BusUnavailableException {
        return admin.end(bus.trialEvents()).json();
    }

    @Override
    public boolean eventsApplied(String end) throws BusUnavailableException {
        Map<Integer, Long> committed = admin.committed(BusComponent.group(bus), bus.trialEvents());
        return TopicPosition.of(end).offsets().entrySet().stream()
                .allMatch(partition -> committed.getOrDefault(partition.getKey(), 0L) >= partition.getValue());
    }
}
