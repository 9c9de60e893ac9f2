package dev.contranorm.orchestrator.route;

import dev.contranorm.db.Database;
import dev.contranorm.db.local.LocalDatabase;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.NoopSweeps;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.Topics;
import dev.contranorm.worker.local.LocalBroker;
import dev.contranorm.worker.local.LocalBrokerSettings;
import java.nio.file.Path;
import java.util.Optional;

/** The process that {@link ExpansionBenchTest} measures: broker and orchestrator in one heap, as in local mode. */
final class ExpansionRun {
    private static final double NANOS = 1e9;

    private ExpansionRun() {}

    /** @param arguments a folder, and how many trials */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int trials = Integer.parseInt(arguments[1]);
        try (LocalDatabase server = LocalDatabase.start(folder.resolve("database"), 0);
                Database database = Database.open(server.settings());
                LocalBroker broker = LocalBroker.start(new LocalBrokerSettings(folder.resolve("broker"), 0))) {
            BusSettings bus = BusSettings.local(broker.bootstrapServers());
            Topics.ensure(bus);
            try (OrchestratorRuntime runtime =
                    OrchestratorRuntime.start(database, bus, RuntimeSettings.of(Optional.empty()))) {
                long begin = System.nanoTime();
                Sweep sweep = runtime.sweeps()
                        .submit(NoopSweeps.definition("large", trials))
                        .sweep();
                double expanded = 0;
                while (count(database, sweep) < trials) {
                    if (expanded == 0
                            && database.sweeps().find(sweep.id()).orElseThrow().expandedTrials() == trials) {
                        expanded = (System.nanoTime() - begin) / NANOS;
                    }
                    Thread.sleep(100);
                }
                System.out.printf(
                        "MEASURED %.1f s to expand, %.1f s until all are queued%n",
                        expanded, (System.nanoTime() - begin) / NANOS);
            }
        }
        System.exit(0);
    }

    private static long count(Database database, Sweep sweep) {
        return database.sweeps().progress(sweep.id()).count(TrialState.QUEUED);
    }
}
