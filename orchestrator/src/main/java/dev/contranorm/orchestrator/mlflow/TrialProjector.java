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
import java.util.Optional;

/** Pushes one trial: its run, what describes it, its points, and how it ended. */
final class TrialProjector {
    private static final int POINTS_A_PAGE = MetricBatch.MOST_POINTS;

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

    void push(Sweep sweep, String experimentId, TrialProjection trial, SyncReportBuilder tally) {
        boolean changed = trial.projectedVersion() < trial.version();
        if (!changed && trial.runId().isPresent()) {
            points(trial, trial.runId().get(), tally);
        } else {
            state(trial, experimentId, TrialContent.of(sweep, trial.trial(), settings), tally);
        }
        tally.trial();
    }

    private void state(TrialProjection trial, String experimentId, RunContent content, SyncReportBuilder tally) {
        RunWriter.Opened opened = runs.open(trial.runId(), experimentId, content);
        RemoteRun run = opened.run();
        recordRun(trial, opened, tally);
        long pointsAfter = trial.pointsAfter();
        if (!run.deleted()) {
            if (trial.projectedVersion() < 0) {
                runs.parameters(run, content);
            }
            runs.describe(opened, content);
            pointsAfter = points(trial, run.id(), tally);
            runs.conclude(run, content);
        }
        // A run that someone deleted on the server stays deleted; it counts as pushed.
        projected(trial, run.id(), trial.version(), pointsAfter);
        if (content.state().ended()) {
            metrics.ended(run.id());
        }
    }

    private void recordRun(TrialProjection trial, RunWriter.Opened opened, SyncReportBuilder tally) {
        Optional<String> recorded = trial.runId();
        if (recorded.isEmpty()) {
            projections.run(target, trial.trial().id(), opened.run().id());
        }
        if (opened.created()) {
            tally.created();
        }
    }

    /** @return the watermark behind the last page */
    private long points(TrialProjection trial, String runId, SyncReportBuilder tally) {
        long after = trial.pointsAfter();
        PointPage page;
        do {
            page = projections.points(trial.trial().id(), after, POINTS_A_PAGE);
            if (!page.points().isEmpty()) {
                tally.points(metrics.append(
                        runId,
                        page.points().stream().map(TrialProjector::measurement).toList()));
                after = page.pointsAfter();
                projected(trial, runId, trial.projectedVersion(), after);
            }
        } while (page.more());
        return after;
    }

    private static Measurement measurement(TimedPoint point) {
        return new Measurement(
                MlflowKey.of(point.name()), point.value(), point.at().toEpochMilli(), point.step());
    }

    private void projected(TrialProjection trial, String runId, long version, long pointsAfter) {
        projections.projected(target, List.of(new ProjectedTrial(trial.trial().id(), runId, version, pointsAfter)));
    }
}
