package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.Database;
import dev.contranorm.db.projection.ProjectionStore;
import dev.contranorm.db.projection.ProjectionTarget;
import dev.contranorm.db.projection.ProjectionTargetStore;
import dev.contranorm.db.projection.RecordedSweep;
import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import dev.contranorm.orchestrator.mlflow.server.RequestRefusedException;
import dev.contranorm.orchestrator.mlflow.server.ServerUnavailableException;
import dev.contranorm.orchestrator.mlflow.server.TrackingException;
import dev.contranorm.orchestrator.mlflow.server.TrackingServer;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes to the tracking server what it does not have yet. Only one round runs at a time, in all processes that share
 * the database. A round can be interrupted at any point and repeated: what was pushed is recorded, what may have been
 * pushed is looked up on the server.
 */
public final class MlflowProjection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MlflowProjection.class);

    private final ProjectionTargetStore targets;
    private final ProjectionStore projections;
    private final MlflowSettings settings;
    private final TrackingServer server;
    private final Experiments experiments;
    private final MetricWriter metrics;
    private final RunWriter runs;
    private final ServerBackoff backoff;
    private final Set<String> loggedProblems = new HashSet<>();
    private boolean checkedForLosses;

    public MlflowProjection(Database database, MlflowSettings settings) {
        this(database, settings, Clock.systemUTC());
    }

    MlflowProjection(Database database, MlflowSettings settings, Clock clock) {
        this.targets = database.projectionTargets();
        this.projections = database.projections();
        this.settings = Objects.requireNonNull(settings, "settings");
        this.server = new TrackingServer(settings);
        this.experiments = new Experiments(server);
        this.metrics = new MetricWriter(server);
        this.runs = new RunWriter(server, metrics, settings.user());
        this.backoff = new ServerBackoff(clock);
    }

    /**
     * One round on demand ({@code sweep mlflow sync}): checks that the server still has what was pushed before, then
     * pushes what is missing. An empty server gets everything.
     *
     * @return what was done; nothing, with a problem that says so, while another process pushes to the same server
     * @throws ServerUnavailableException when the server cannot be reached; what was pushed until then stays recorded
     */
    public synchronized SyncReport syncOnce() {
        try {
            checkedForLosses = false;
            return round();
        } catch (ServerUnavailableException unavailable) {
            throw new ServerUnavailableException(
                    "MLflow at " + settings.trackingUri() + " is unavailable: " + unavailable.getMessage(),
                    unavailable);
        }
    }

    /**
     * One round of the periodic task. An unavailable server is not an exception: it is logged once and tried again
     * after increasing pauses of up to five minutes, until which this method does nothing.
     *
     * @throws dev.contranorm.db.connection.DatabaseException when the database is unavailable
     */
    public synchronized void syncIfDue() {
        if (!backoff.due()) {
            return;
        }
        try {
            SyncReport report = round();
            if (backoff.succeeded()) {
                LOG.info("MLflow at {} answers again", settings.trackingUri());
            }
            report.problems().stream().filter(loggedProblems::add).forEach(problem -> LOG.warn("MLflow: {}", problem));
        } catch (TrackingException failure) {
            // It may come back as another server.
            checkedForLosses = false;
            boolean shuttingDown = Thread.currentThread().isInterrupted();
            if (backoff.failed() && !shuttingDown) {
                LOG.warn(
                        "MLflow at {} is unavailable: {}. Sweeps go on; missing results are pushed when it is available again",
                        settings.trackingUri(),
                        failure.getMessage());
            }
        }
    }

    private SyncReport round() {
        ProjectionTarget target = targets.of(settings.trackingUri().toString());
        AtomicReference<SyncReport> report = new AtomicReference<>();
        boolean exclusive = targets.exclusively(target, () -> report.set(exclusiveRound(target)));
        return exclusive
                ? report.get()
                : new SyncReport(
                        0,
                        0,
                        0,
                        0,
                        List.of("another process is pushing to " + settings.trackingUri()
                                + "; it pushes everything that is missing, so this one pushed nothing"));
    }

    private SyncReport exclusiveRound(ProjectionTarget target) {
        if (!checkedForLosses && serverLostRuns(target)) {
            forget(target);
        }
        checkedForLosses = true;
        try {
            return newRound(target).run();
        } catch (RequestRefusedException missing) {
            forget(target);
            return newRound(target).run();
        }
    }

    private ProjectionRound newRound(ProjectionTarget target) {
        return new ProjectionRound(
                projections,
                target,
                experiments,
                new TrialProjector(projections, target, runs, metrics, settings),
                new CellProjector(projections, target, runs, metrics, settings.user()));
    }

    /** Whether recorded runs are missing on the server: it was emptied, or another one has its address. */
    private boolean serverLostRuns(ProjectionTarget target) {
        for (RecordedSweep sweep : targets.recorded(target)) {
            if (!experiments.has(sweep.name(), sweep.experimentId())
                    || !server.runIds(sweep.experimentId()).containsAll(sweep.runIds())) {
                return true;
            }
        }
        return false;
    }

    private void forget(ProjectionTarget target) {
        LOG.info("MLflow at {} no longer has runs that were pushed; pushing them again", settings.trackingUri());
        targets.forget(target);
        experiments.forget();
        metrics.forget();
    }

    @Override
    public void close() {
        server.close();
    }
}
