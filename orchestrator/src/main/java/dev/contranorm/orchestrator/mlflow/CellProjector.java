package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.projection.CellProjection;
import dev.contranorm.db.projection.ProjectionStore;
import dev.contranorm.db.projection.ProjectionTarget;
import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.orchestrator.mlflow.run.CellContent;
import dev.contranorm.orchestrator.mlflow.run.RunContent;
import dev.contranorm.orchestrator.mlflow.server.RemoteRun;

/** Pushes the summary run of a cell whose trials have all ended. */
final class CellProjector {
    /** Recorded when the run exists but its content may be incomplete. */
    private static final long RUN_ONLY = -1;

    private final ProjectionStore projections;
    private final ProjectionTarget target;
    private final RunWriter runs;
    private final MetricWriter metrics;
    private final String user;

    CellProjector(
            ProjectionStore projections, ProjectionTarget target, RunWriter runs, MetricWriter metrics, String user) {
        this.projections = projections;
        this.target = target;
        this.runs = runs;
        this.metrics = metrics;
        this.user = user;
    }

    void project(Sweep sweep, String experimentId, CellProjection cell, SyncReportBuilder report) {
        if (cell.cell().trials().open() > 0) {
            return;
        }
        RunContent content = CellContent.of(sweep, cell, user);
        RunWriter.Opened opened = runs.open(cell.runId(), experimentId, content);
        RemoteRun run = opened.run();
        if (cell.runId().isEmpty()) {
            record(cell, run, RUN_ONLY);
        }
        if (opened.created()) {
            report.runCreated();
        }
        if (!run.deleted()) {
            runs.params(run, content);
            runs.describe(opened, content);
            runs.conclude(run, content);
        }
        record(cell, run, cell.version());
        metrics.ended(run.id());
        report.cellPushed();
    }

    private void record(CellProjection cell, RemoteRun run, long version) {
        projections.cell(target, cell.sweepId(), cell.cell().spec().cellHash(), run.id(), version);
    }
}
