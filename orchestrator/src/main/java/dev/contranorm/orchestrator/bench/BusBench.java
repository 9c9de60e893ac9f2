package dev.contranorm.orchestrator.bench;

import dev.contranorm.db.result.TrialLatency;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.definition.DefinitionReader;
import dev.contranorm.orchestrator.definition.SweepDefinition;
import dev.contranorm.orchestrator.local.LocalServer;
import dev.contranorm.orchestrator.local.LocalSettings;
import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.orchestrator.local.home.SweepHome;
import dev.contranorm.zoo.trial.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sends trials that train nothing through broker, workers and database: in a temporary local server, unless the environment
 * names real servers.
 */
public final class BusBench {
    private static final double NANOS = 1e9;
    /** Time between two checks whether the sweep has ended: each is a query to the busy database. */
    private static final long LOOK_MILLIS = 100;

    private final int trials;
    private final int workers;
    private final Map<String, String> environment;

    /**
     * @param rows trials with a result in the database afterwards
     * @param seconds from the submission to the end of the sweep
     * @param latencyMillis50 median over the trials of the time from creation to the end, waiting included
     * @param latencyMillis99 the 99th percentile of the same
     */
    public record Result(
            double trialsPerSecond, long rows, double seconds, double latencyMillis50, double latencyMillis99) {}

    public BusBench(int trials, int workers, Map<String, String> environment) {
        this.trials = trials;
        this.workers = workers;
        this.environment = new TreeMap<>(environment);
    }

    /**
     * @param say receives progress messages
     * @param log receives the folder for the server's log
     */
    public Result run(Consumer<String> say, Consumer<Path> log) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("sweep-bench");
        try {
            SweepHome folder = new SweepHome(home);
            folder.create();
            log.accept(folder.logs().resolve("orchestrator.log"));
            LocalSettings settings =
                    new LocalSettings(folder, workers, 1, Optional.empty(), OptionalInt.empty(), false, environment);
            say.accept("starting a temporary server for the measurement");
            try (LocalServer server = LocalServer.open(settings, "sweep bench bus")) {
                return measure(server, say);
            }
        } finally {
            delete(home);
        }
    }

    private Result measure(LocalServer server, Consumer<String> say) throws InterruptedException {
        // The first trials wait for the workers to start, which is not measured.
        through(server, "bench-bus-warmup", Math.min(200, trials));
        say.accept("sending " + trials + " trials through " + workers + " workers");
        long start = System.nanoTime();
        Sweep sweep = through(server, "bench-bus", trials);
        double seconds = (System.nanoTime() - start) / NANOS;
        TrialLatency latency = server.database().results().latency(sweep.id());
        if (latency.succeeded() != trials) {
            throw new LocalServerException(
                    "only " + latency.succeeded() + " of " + trials + " trials have a result; see `sweep doctor`");
        }
        return new Result(
                trials / seconds, latency.succeeded(), seconds, latency.medianMillis(), latency.percentile99Millis());
    }

    private static Sweep through(LocalServer server, String name, int trials) throws InterruptedException {
        Sweep sweep = server.sweeps().submit(definition(name, trials)).sweep();
        while (!server.sweeps().sweep(sweep.id()).state().ended()) {
            server.requireHealth();
            Thread.sleep(LOOK_MILLIS);
        }
        return sweep;
    }

    /** Seeds that begin with the time prevent a real database from reusing the last measurement's results. */
    private static SweepDefinition definition(String name, int trials) {
        long first = System.currentTimeMillis() * 1_000_000;
        String yaml = String.join(
                "\n",
                "apiVersion: sweep/v1",
                "kind: Sweep",
                "name: " + name,
                "metric: {name: noop/done, goal: maximize}",
                "seeds: {first: " + first + ", count: " + trials + "}",
                "parameters:",
                "  dataset: {value: noop}",
                "  backbone: {value: noop}",
                "  norm: {value: none}",
                "");
        return new DefinitionReader(Catalogue.load()).read(yaml, name, List.of());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
