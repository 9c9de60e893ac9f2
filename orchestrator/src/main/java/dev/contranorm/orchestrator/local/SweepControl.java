package dev.contranorm.orchestrator.local;

import dev.contranorm.orchestrator.lifecycle.PendingCommands;
import dev.contranorm.orchestrator.lifecycle.PlanCache;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.zoo.trial.Catalogue;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Steers sweeps from a process that does not run them: the database changes first, then the workers are notified over the bus.
 * Without a running server there are no workers to notify.
 */
public final class SweepControl {
    private final SweepService sweeps;
    private final Optional<PendingCommands> told;

    private SweepControl(SweepService sweeps, Optional<PendingCommands> told) {
        this.sweeps = sweeps;
        this.told = told;
    }

    public static SweepControl of(ResultsDatabase server, Map<String, String> environment) {
        Clock clock = Clock.systemUTC();
        Optional<BusSettings> bus = bus(server, environment);
        PendingCommands controls = new PendingCommands(
                bus.<dev.contranorm.orchestrator.lifecycle.ControlChannel>map(ControlProducer::new)
                        .orElse(commands -> {}),
                clock);
        SweepService sweeps = new SweepService(server.database(), new PlanCache(Catalogue.load()), controls, clock);
        return new SweepControl(sweeps, bus.map(there -> controls));
    }

    private static Optional<BusSettings> bus(ResultsDatabase server, Map<String, String> environment) {
        Map<String, String> variables = new TreeMap<>(environment);
        server.runningServer()
                .ifPresent(address -> variables.put("KAFKA_BOOTSTRAP_SERVERS", address.bootstrapServers()));
        if (variables.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "").isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(BusSettings.fromEnvironment(variables));
        } catch (IllegalArgumentException wrong) {
            throw new LocalServerException(wrong.getMessage(), wrong);
        }
    }

    public SweepService sweeps() {
        return sweeps;
    }

    /** Notifies the workers. */
    public void tellWorkers() throws BusUnavailableException {
        if (told.isPresent()) {
            told.get().perform();
        }
    }
}
