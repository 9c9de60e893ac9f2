package dev.contranorm.orchestrator.local;

import dev.contranorm.db.Database;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.local.LocalDatabase;
import dev.contranorm.db.sweep.SweepState;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.http.HttpSettings;
import dev.contranorm.orchestrator.http.HttpUnavailableException;
import dev.contranorm.orchestrator.lifecycle.SweepService;
import dev.contranorm.orchestrator.local.ServerParts.Part;
import dev.contranorm.orchestrator.local.home.HomeLock;
import dev.contranorm.orchestrator.local.home.LocalServerException;
import dev.contranorm.orchestrator.local.home.RunningServer;
import dev.contranorm.orchestrator.local.home.SweepHome;
import dev.contranorm.orchestrator.local.process.WorkerCommand;
import dev.contranorm.orchestrator.local.process.WorkerPool;
import dev.contranorm.orchestrator.mlflow.MlflowProjection;
import dev.contranorm.orchestrator.route.OrchestratorRuntime;
import dev.contranorm.orchestrator.route.RuntimeSettings;
import dev.contranorm.worker.bus.BusSettings;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Everything that a sweep needs, started together on this machine: database and broker in this process (or the real servers
 * that the environment names), the orchestrator, and worker processes. At most one server runs in a home folder.
 */
public final class LocalServer implements AutoCloseable {
    private final LocalSettings settings;
    private final ServerVariables servers;
    private final ServerParts parts = new ServerParts();
    private DatabaseSettings databaseSettings;
    private Database database;
    private OrchestratorRuntime orchestrator;
    private volatile ServerBus bus;
    private volatile WorkerPool workers;
    private String mlflow = "";

    private LocalServer(LocalSettings settings) {
        this.settings = settings;
        this.servers = ServerVariables.read(settings.environment(), settings.mlflow());
    }

    /**
     * @param command the command that starts it, for the message to a second one
     * @throws LocalServerException when the folder is in use or unusable, or a part does not start
     */
    public static LocalServer open(LocalSettings settings, String command) {
        LocalServer server = new LocalServer(settings);
        try {
            server.open(command);
            return server;
        } catch (RuntimeException problem) {
            server.close();
            throw problem;
        }
    }

    private void open(String command) {
        SweepHome folder = settings.folder();
        HomeLock lock = HomeLock.take(folder);
        parts.add(Part.LOCK, lock);
        lock.describe(command);
        RunningServer.delete(folder);
        folder.requireRoom();

        // Broker and database take seconds each and are independent; workers need only the broker.
        CompletableFuture<Void> training = CompletableFuture.runAsync(() -> {
            bus = ServerBus.open(settings.folder(), servers, parts);
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
                        bus.settings().bootstrapServers(),
                        http().map(URI::toString).orElse(""),
                        mlflow)
                .write(folder);
        parts.add(Part.ADDRESS, () -> RunningServer.delete(folder));
    }

    private void openWorkers() {
        WorkerCommand command = new WorkerCommand(
                bus.settings().bootstrapServers(),
                settings.dataFolder(),
                settings.folder().checkpoints(),
                settings.threads(),
                settings.environment());
        workers = WorkerPool.start(command, settings.workers(), settings.folder());
        parts.add(Part.WORKERS, workers);
    }

    private void openDatabase() {
        if (servers.database().isPresent()) {
            databaseSettings = servers.database().get();
        } else {
            LocalDatabase server = LocalDatabase.start(settings.folder().database(), 0);
            parts.add(Part.DATABASE_SERVER, server);
            databaseSettings = server.settings();
        }
        database = Database.open(databaseSettings);
        parts.add(Part.DATABASE, database);
    }

    private void openMlflow() {
        mlflow = servers.mlflow().map(URI::toString).orElse("");
        if (mlflow.isBlank() && settings.mlflow()) {
            MlflowProcess server = MlflowProcess.start(
                    MlflowProcess.program(settings.environment())
                            .orElseThrow(
                                    () -> new LocalServerException("--mlflow: `mlflow` is not on the PATH; install it"
                                            + " or name a running server with MLFLOW_TRACKING_URI")),
                    settings.folder());
            parts.add(Part.MLFLOW, server);
            mlflow = server.address();
        }
    }

    private void openOrchestrator() {
        RuntimeSettings runtime = RuntimeSettings.of(
                settings.httpPort().isPresent()
                        ? Optional.of(http(settings.httpPort().getAsInt()))
                        : Optional.empty());
        if (!mlflow.isBlank()) {
            MlflowProjection projection =
                    new MlflowProjection(database, servers.projection().apply(URI.create(mlflow)));
            parts.add(Part.PROJECTION, projection);
            runtime = runtime.with("mlflow", projection::syncIfDue);
        }
        try {
            orchestrator = OrchestratorRuntime.start(database, bus.settings(), runtime);
        } catch (HttpUnavailableException inUse) {
            throw new LocalServerException(inUse.getMessage(), inUse);
        }
        parts.add(Part.ORCHESTRATOR, orchestrator);
    }

    private HttpSettings http(int port) {
        HttpSettings loopback = HttpSettings.local(port);
        return servers.httpHost()
                .map(host -> new HttpSettings(host, port, loopback.maxBodyBytes()))
                .orElse(loopback);
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
        return bus.settings();
    }

    /** Submits and steers sweeps. */
    public SweepService sweeps() {
        return orchestrator.sweeps();
    }

    /** The address of the HTTP API; empty when it is not served. */
    public Optional<URI> http() {
        return orchestrator.address();
    }

    /** The connection settings of the database. */
    public DatabaseSettings databaseSettings() {
        return databaseSettings;
    }

    /** Whether the database is part of this server and stops with it. */
    public boolean databaseIsLocal() {
        return servers.database().isEmpty();
    }

    /** The MLflow server that receives the results; empty without one. */
    public Optional<String> mlflow() {
        return mlflow.isBlank() ? Optional.empty() : Optional.of(mlflow);
    }

    /**
     * Checks whether the server can continue, the free disk space included: it is better to close before broker and database
     * fail on a full disk.
     *
     * @throws LocalServerException when it cannot, with what to do
     */
    public void requireHealth() {
        settings.folder()
                .full()
                .or(orchestrator::fullDisk)
                .or(bus::failure)
                .or(() -> workers.failure().map(failure -> "no worker is left: " + failure))
                .ifPresent(failure -> {
                    throw new LocalServerException(failure);
                });
    }

    public WorkerPool workers() {
        return workers;
    }

    /** Closes everything, the workers first; a part that fails to close is logged, and the others are closed all the same. */
    @Override
    public void close() {
        parts.close(() -> orchestrator != null && appearsToRun());
    }

    private boolean appearsToRun() {
        return database.sweeps().inStates(EnumSet.complementOf(EnumSet.of(SweepState.FINISHED))).stream()
                .anyMatch(sweep -> database.sweeps().progress(sweep.id()).count(TrialState.RUNNING) > 0);
    }
}
