package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.projection.PointPage;
import dev.contranorm.db.projection.PointPage.TimedPoint;
import dev.contranorm.db.projection.ProjectedTrial;
import dev.contranorm.db.projection.ProjectionStore;
import dev.contranorm.db.projection.ProjectionTarget;
import dev.contranorm.db.projection.TrialProjection;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.mlflow.run.RunContent;
import dev.contranorm.orchestrator.mlflow.run.TrialContent;
import dev.contranorm.orchestrator.mlflow.server.Measurement;
import dev.contranorm.orchestrator.mlflow.server.MetricBatch;
import dev.contranorm.orchestrator.mlflow.server.MlflowKey;
import dev.contranorm.orchestrator.mlflow.server.MlflowSettings;
import dev.contranorm.orchestrator.mlflow.server.RemoteRun;
import java.util.List;

/** Pushes one trial: its run, params, tags and metric history, and its results when it has ended. */
final class TrialProjector {
    private static final int POINTS_PER_PAGE = MetricBatch.MAX_POINTS;

    private final ProjectionStore projections;
    private final ProjectionTarget target;
    private final RunWriter runs;
    private final MetricWriter metrics;
    private final MlflowSettings settings;

    TrialProjector(
            ProjectionStore projections,
            ProjectionTarget target,
            RunWriter runs,
            MetricWriter metrics,
            MlflowSettings settings) {
        this.projections = projections;
        this.target = target;
        this.runs = runs;
        this.metrics = metrics;
        this.settings = settings;
    }

    void project(Sweep sweep, String experimentId, TrialProjection trial, SyncReportBuilder report) {
        boolean changed = trial.projectedVersion() < trial.version();
        if (!changed && trial.runId().isPresent()) {
            pushPoints(trial, trial.runId().get(), report);
        } else {
            pushRun(trial, experimentId, TrialContent.of(sweep, trial.trial(), settings), report);
        }
        report.trialPushed();
    }

    private void pushRun(TrialProjection trial, String experimentId, RunContent content, SyncReportBuilder report) {
        RunWriter.Opened opened = runs.open(trial.runId(), experimentId, content);
        RemoteRun run = opened.run();
        recordRun(trial, opened, report);
        long pointsAfter = trial.pointsAfter();
        if (!run.deleted()) {
            if (trial.projectedVersion() < 0) {
                runs.params(run, content);
            }
            runs.describe(opened, content);
            pointsAfter = pushPoints(trial, run.id(), report);
            runs.conclude(run, content);
        }
        // A run that someone deleted on the server stays deleted, and counts as pushed.
        recordProgress(trial, run.id(), trial.version(), pointsAfter);
        if (content.lifetime().ended()) {
            metrics.ended(run.id());
        }
    }

    private void recordRun(TrialProjection trial, RunWriter.Opened opened, SyncReportBuilder report) {
        if (trial.runId().isEmpty()) {
            projections.run(target, trial.trial().id(), opened.run().id());
        }
        if (opened.created()) {
            report.runCreated();
        }
    }

    /** @return the position after the last point, from which the next round continues */
    private long pushPoints(TrialProjection trial, String runId, SyncReportBuilder report) {
        long after = trial.pointsAfter();
        PointPage page;
        do {
            page = projections.points(trial.trial().id(), after, POINTS_PER_PAGE);
            if (!page.points().isEmpty()) {
                List<Measurement> points =
                        page.points().stream().map(TrialProjector::measurement).toList();
                report.pointsPushed(metrics.append(runId, points));
                after = page.pointsAfter();
                recordProgress(trial, runId, trial.projectedVersion(), after);
            }
        } while (page.more());
        return after;
    }

    private static Measurement measurement(TimedPoint point) {
        return new Measurement(
                MlflowKey.of(point.name()), point.value(), point.at().toEpochMilli(), point.step());
    }

    private void recordProgress(TrialProjection trial, String runId, long version, long pointsAfter) {
        projections.projected(target, List.of(new ProjectedTrial(trial.trial().id(), runId, version, pointsAfter)));
    }
}
