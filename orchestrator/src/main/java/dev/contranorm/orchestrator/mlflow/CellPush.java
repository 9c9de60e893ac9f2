package dev.contranorm.orchestrator.mlflow;

import dev.contranorm.db.projection.CellProjection;
import dev.contranorm.db.projection.ProjectionStore;
import dev.contranorm.db.projection.ProjectionTarget;
import dev.contranorm.db.sweep.Sweep;

/** Pushes the summary run of one cell, once all its trials have ended. */
final class CellPush {
    /** The run exists, its numbers do not. */
    private static final long RUN_ONLY = -1;

    private final ProjectionStore projections;
    private final ProjectionTarget target;
    private final RunPush runs;
    private final MetricLog metrics;
    private final String user;

    CellPush(ProjectionStore projections, ProjectionTarget target, RunPush runs, MetricLog metrics, String user) {
        this.projections = projections;
        this.target = target;
        this.runs = runs;
        this.metrics = metrics;
        this.user = user;
    }

    void push(Sweep sweep, String experimentId, CellProjection cell, Tally tally) {
        if (cell.cell().trials().open() > 0) {
            return;
        }
        RunContent content = CellContent.of(sweep, cell, user);
        RunPush.Opened opened = runs.open(cell.runId(), experimentId, content);
        RemoteRun run = opened.run();
        if (cell.runId().isEmpty()) {
            record(cell, run, RUN_ONLY);
        }
        if (opened.created()) {
            tally.created();
        }
        if (!run.deleted()) {
            runs.parameters(run, content);
            runs.describe(opened, content);
            runs.conclude(run, content);
        }
        record(cell, run, cell.version());
        metrics.ended(run.id());
        tally.cell();
    }

    private void record(CellProjection cell, RemoteRun run, long version) {
        projections.cell(target, cell.sweepId(), cell.cell().spec().cellHash(), run.id(), version);
    }
}
