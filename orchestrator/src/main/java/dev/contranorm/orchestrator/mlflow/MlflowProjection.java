package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.Database;
import dev.contranorm.db.projection.ProjectionStore;
import dev.contranorm.db.projection.ProjectionTarget;
import dev.contranorm.db.projection.ProjectionTargetStore;
import dev.contranorm.db.projection.RecordedSweep;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes to the tracking server what it does not have yet. One round at a time, over all processes that share the database;
 * safe to end at any point and to repeat: what was pushed is recorded, what may have been pushed is looked up.
 */
public final class MlflowProjection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MlflowProjection.class);

    private final ProjectionTargetStore targets;
    private final ProjectionStore projections;
    private final MlflowSettings settings;
    private final TrackingServer server;
    private final Experiments experiments;
    private final MetricLog metrics;
    private final RunPush runs;
    private final Backoff backoff;
    private final Set<String> reported = new HashSet<>();
    private boolean checked;

    public MlflowProjection(Database database, MlflowSettings settings) {
        this(database, settings, Clock.systemUTC());
    }

    MlflowProjection(Database database, MlflowSettings settings, Clock clock) {
        this.targets = database.projectionTargets();
        this.projections = database.projections();
        this.settings = Objects.requireNonNull(settings, "settings");
        this.server = new TrackingServer(settings);
        this.experiments = new Experiments(server);
        this.metrics = new MetricLog(server);
        this.runs = new RunPush(server, metrics, settings.user());
        this.backoff = new Backoff(clock);
    }

    /**
     * One round on demand ({@code sweep mlflow sync}): checks that the server still has what was pushed before, then pushes
     * what it lacks, into an empty server everything.
     *
     * @return what was done; a problem says so when another process is projecting to the same server at the moment
     * @throws ServerAwayException when the server cannot be reached; what was pushed until then counts
     */
    public synchronized SyncReport syncOnce() {
        try {
            checked = false;
            return round();
        } catch (ServerAwayException away) {
            throw new ServerAwayException(
                    "MLflow at " + settings.trackingUri() + " is away: " + away.getMessage(), away);
        }
    }

    /**
     * One round of the periodic duty. A server that is away is no exception but one warning, and is asked again later and
     * later (up to five minutes).
     *
     * @throws dev.contranorm.db.connection.DatabaseException when the database does not answer
     */
    public synchronized void keepUp() {
        if (!backoff.due()) {
            return;
        }
        try {
            SyncReport report = round();
            if (backoff.succeeded()) {
                LOG.info("MLflow at {} answers again", settings.trackingUri());
            }
            report.problems().stream().filter(reported::add).forEach(problem -> LOG.warn("MLflow: {}", problem));
        } catch (TrackingException failure) {
            // While it was away it may have been replaced by another.
            checked = false;
            boolean shuttingDown = Thread.currentThread().isInterrupted();
            if (backoff.failed() && !shuttingDown) {
                LOG.warn(
                        "MLflow at {} is away: {}. Sweeps go on; it gets what it missed when it answers again",
                        settings.trackingUri(),
                        failure.getMessage());
            }
        }
    }

    private SyncReport round() {
        ProjectionTarget target = targets.of(settings.trackingUri().toString());
        AtomicReference<SyncReport> report = new AtomicReference<>();
        boolean ours = targets.exclusively(target, () -> report.set(checkedRound(target)));
        return ours
                ? report.get()
                : new SyncReport(
                        0,
                        0,
                        0,
                        0,
                        List.of("another process is pushing to " + settings.trackingUri()
                                + " at the moment; it pushes everything, so there is nothing to do here"));
    }

    private SyncReport checkedRound(ProjectionTarget target) {
        if (!checked && lostSomething(target)) {
            forget(target);
        }
        checked = true;
        try {
            return newRound(target).run();
        } catch (RefusedException missing) {
            forget(target);
            return newRound(target).run();
        }
    }

    private Round newRound(ProjectionTarget target) {
        return new Round(
                projections,
                target,
                experiments,
                new TrialPush(projections, target, runs, metrics, settings),
                new CellPush(projections, target, runs, metrics, settings.user()));
    }

    /** Whether the server lacks a run that is recorded: it was emptied, or is another one at the same address. */
    private boolean lostSomething(ProjectionTarget target) {
        for (RecordedSweep sweep : targets.recorded(target)) {
            if (!experiments.has(sweep.name(), sweep.experimentId())
                    || !server.runIds(sweep.experimentId()).containsAll(sweep.runIds())) {
                return true;
            }
        }
        return false;
    }

    private void forget(ProjectionTarget target) {
        LOG.info("MLflow at {} lost runs that it had; it gets them again", settings.trackingUri());
        targets.forget(target);
        experiments.forget();
        metrics.forget();
    }

    @Override
    public void close() {
        server.close();
    }
}
