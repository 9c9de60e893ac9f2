package dev.contranorm.orchestrator.local;

import dev.contranorm.db.Database;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.local.LocalDatabase;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.http.HttpSettings;
import dev.contranorm.orchestrator.http.HttpUnavailableException;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.orchestrator.local.home.HomeLock;
import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.orchestrator.local.home.RunningServer;
import dev.contranorm.orchestrator.local.home.SweepHome;
import dev.contranorm.orchestrator.local.process.WorkerCommand;
import dev.contranorm.orchestrator.local.process.WorkerPool;
import dev.contranorm.orchestrator.mlflow.MlflowProjection;
import dev.contranorm.orchestrator.mlflow.MlflowSettings;
import dev.contranorm.orchestrator.route.OrchestratorRuntime;
import dev.contranorm.orchestrator.route.RuntimeSettings;
import dev.contranorm.worker.bus.BusSettings;
import dev.contranorm.worker.bus.BusUnavailableException;
import dev.contranorm.worker.bus.Topics;
import dev.contranorm.worker.local.LocalBroker;
import dev.contranorm.worker.local.LocalBrokerException;
import dev.contranorm.worker.local.LocalBrokerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that a sweep needs, opened together on this machine: database and broker in this process (or the real servers
 * that the environment names), the orchestrator, and worker processes. One house lives in a folder at a time.
 */
public final class LocalServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    private static final Duration LAST_EVENTS = Duration.ofSeconds(5);

    private final LocalSettings settings;
    private final Map<Part, AutoCloseable> parts = new EnumMap<>(Part.class);
    private DatabaseSettings databaseSettings;
    private Database database;
    private OrchestratorRuntime orchestrator;
    private volatile LocalBroker broker;
    private volatile BusSettings bus;
    private volatile WorkerPool workers;
    private String mlflow = "";

    /** What a house consists of, in the order in which a part needs those before it; it is closed backwards. */
    private enum Part {
        LOCK,
        BROKER,
        DATABASE_SERVER,
        DATABASE,
        MLFLOW,
        PROJECTION,
        ORCHESTRATOR,
        WORKERS,
        ADDRESS
    }

    private LocalServer(LocalSettings settings) {
        this.settings = settings;
    }

    /**
     * @param command what opens it, for the message that a second one gets
     * @throws LocalServerException when the folder is in use or unusable, or a part does not start
     */
    public static LocalServer open(LocalSettings settings, String command) {
        LocalServer house = new LocalServer(settings);
        try {
            house.open(command);
            return house;
        } catch (RuntimeException problem) {
            house.close();
            throw problem;
        }
    }

    private void open(String command) {
        SweepHome folder = settings.folder();
        HomeLock lock = HomeLock.take(folder);
        opened(Part.LOCK, lock);
        lock.describe(command);
        RunningServer.delete(folder);
        folder.requireRoom();

        // Broker and database take seconds each and do not need each other; workers need only the broker.
        CompletableFuture<Void> training = CompletableFuture.runAsync(() -> {
            openBroker();
            openWorkers();
        });
        RuntimeException failure = null;
        try {
            openDatabase();
            openMlflow();
        } catch (RuntimeException problem) {
            failure = problem;
        }
        try {
            training.join();
        } catch (CompletionException problem) {
            failure = failure == null ? asUnchecked(problem.getCause()) : failure;
        }
        if (failure != null) {
            throw failure;
        }
        openOrchestrator();
        new RunningServer(
                        ProcessHandle.current().pid(),
                        databaseSettings.jdbcUrl(),
                        databaseSettings.user(),
                        databaseSettings.password(),
                        bus.bootstrapServers(),
                        http().map(URI::toString).orElse(""),
                        mlflow)
                .write(folder);
        opened(Part.ADDRESS, () -> RunningServer.delete(folder));
    }

    private void openWorkers() {
        WorkerCommand command = new WorkerCommand(
                bus.bootstrapServers(),
                settings.dataFolder(),
                settings.folder().checkpoints(),
                settings.threads(),
                settings.environment());
        workers = WorkerPool.start(command, settings.workers(), settings.folder());
        opened(Part.WORKERS, workers);
    }

    private void openDatabase() {
        if (isSet("DATABASE_URL")) {
            databaseSettings = ResultsDatabase.settings(settings.environment());
        } else {
            LocalDatabase server = LocalDatabase.start(settings.folder().database(), 0);
            opened(Part.DATABASE_SERVER, server);
            databaseSettings = server.settings();
        }
        database = Database.open(databaseSettings);
        opened(Part.DATABASE, database);
    }

    private void openBroker() {
        Map<String, String> environment = new TreeMap<>(settings.environment());
        try {
            if (!isSet("KAFKA_BOOTSTRAP_SERVERS")) {
                broker = LocalBroker.start(
                        new LocalBrokerSettings(settings.folder().broker(), 0));
                opened(Part.BROKER, broker);
                environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
            }
            bus = BusSettings.fromEnvironment(environment);
            Topics.ensure(bus);
        } catch (LocalBrokerException | BusUnavailableException | IllegalArgumentException problem) {
            throw new LocalServerException(problem.getMessage(), problem);
        }
    }

    private void openMlflow() {
        mlflow = settings.environment().getOrDefault("MLFLOW_TRACKING_URI", "");
        if (mlflow.isBlank() && settings.mlflow()) {
            MlflowProcess server = MlflowProcess.start(
                    MlflowProcess.program(settings.environment())
                            .orElseThrow(() ->
                                    new LocalServerException("--mlflow: there is no `mlflow` on the PATH; install it"
                                            + " or name a running server with MLFLOW_TRACKING_URI")),
                    settings.folder());
            opened(Part.MLFLOW, server);
            mlflow = server.address();
        }
    }

    private void openOrchestrator() {
        RuntimeSettings runtime = RuntimeSettings.of(
                settings.httpPort().isPresent()
                        ? Optional.of(http(settings.httpPort().getAsInt()))
                        : Optional.empty());
        if (!mlflow.isBlank()) {
            Map<String, String> environment = new TreeMap<>(settings.environment());
            environment.put("MLFLOW_TRACKING_URI", mlflow);
            MlflowProjection projection = new MlflowProjection(database, mlflowSettings(environment));
            opened(Part.PROJECTION, projection);
            runtime = runtime.with("mlflow", projection::keepUp);
        }
        try {
            orchestrator = OrchestratorRuntime.start(database, bus, runtime);
        } catch (HttpUnavailableException inUse) {
            throw new LocalServerException(inUse.getMessage(), inUse);
        }
        opened(Part.ORCHESTRATOR, orchestrator);
    }

    private HttpSettings http(int port) {
        String host = settings.environment().getOrDefault("SWEEP_HTTP_HOST", "");
        HttpSettings loopback = HttpSettings.local(port);
        return host.isBlank() ? loopback : new HttpSettings(host, port, loopback.maxBodyBytes());
    }

    private static MlflowSettings mlflowSettings(Map<String, String> environment) {
        try {
            return MlflowSettings.fromEnvironment(environment).orElseThrow();
        } catch (IllegalArgumentException wrong) {
            throw new LocalServerException(wrong.getMessage(), wrong);
        }
    }

    private boolean isSet(String variable) {
        return !settings.environment().getOrDefault(variable, "").isBlank();
    }

    private void opened(Part part, AutoCloseable closing) {
        synchronized (parts) {
            parts.put(part, closing);
        }
    }

    private static RuntimeException asUnchecked(Throwable problem) {
        return problem instanceof RuntimeException unchecked
                ? unchecked
                : new LocalServerException(String.valueOf(problem), problem);
    }

    public Database database() {
        return database;
    }

    public BusSettings bus() {
        return bus;
    }

    /** What a person does with sweeps. */
    public SweepService sweeps() {
        return orchestrator.sweeps();
    }

    /** Where the HTTP API is; empty when it is not served. */
    public Optional<URI> http() {
        return orchestrator.address();
    }

    /** The database's address, without credentials. */
    public DatabaseSettings databaseSettings() {
        return databaseSettings;
    }

    /** Whether the database lives and ends with this house. */
    public boolean databaseIsLocal() {
        return !isSet("DATABASE_URL");
    }

    /** The MLflow server that results go to; empty when there is none. */
    public Optional<String> mlflow() {
        return mlflow.isBlank() ? Optional.empty() : Optional.of(mlflow);
    }

    /**
     * Looks whether the house can go on. The disk is looked at each time: before broker and database run into its end, the
     * house is better closed.
     *
     * @throws LocalServerException when it cannot until somebody does something, with what to do
     */
    public void requireHealth() {
        settings.folder()
                .full()
                .or(orchestrator::fullDisk)
                .or(this::brokerFailure)
                .or(() -> workers.failure().map(failure -> "no worker is left: " + failure))
                .ifPresent(failure -> {
                    throw new LocalServerException(failure);
                });
    }

    private Optional<String> brokerFailure() {
        return Optional.ofNullable(broker)
                .flatMap(LocalBroker::failure)
                .map(why -> "the local Kafka broker stopped (" + why + "; log: "
                        + settings.folder().logs() + "); run the same command again: what was finished is kept");
    }

    public WorkerPool workers() {
        return workers;
    }

    /** Closes everything, the workers first; what does not close well is logged and the rest goes on. */
    @Override
    public void close() {
        // A pending interrupt is what brought us here; it must not break off the closing.
        boolean interrupted = Thread.interrupted();
        Part[] order = Part.values();
        for (int place = order.length - 1; place >= 0; place--) {
            AutoCloseable closing = parts.remove(order[place]);
            if (closing != null) {
                close(order[place], closing);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void close(Part part, AutoCloseable closing) {
        LOG.info("closing {}", part.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        try {
            closing.close();
            if (part == Part.WORKERS && orchestrator != null) {
                awaitLastEvents();
            }
        } catch (Exception problem) {
            LOG.warn("{} did not close well", part, problem);
        }
    }

    /** The workers' last words are on the bus; giving them a moment to arrive leaves no trial that only seems to run. */
    private void awaitLastEvents() throws InterruptedException {
        long deadline = System.nanoTime() + LAST_EVENTS.toNanos();
        while (System.nanoTime() < deadline && somethingSeemsToRun()) {
            Thread.sleep(50);
        }
    }

    private boolean somethingSeemsToRun() {
        return database.sweeps().inStates(EnumSet.complementOf(EnumSet.of(SweepState.FINISHED))).stream()
                .anyMatch(sweep -> database.sweeps().progress(sweep.id()).count(TrialState.RUNNING) > 0);
    }
}
