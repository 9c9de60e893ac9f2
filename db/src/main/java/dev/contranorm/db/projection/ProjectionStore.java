package dev.contranorm.db.projection;

import dev.contranorm.db.connection.Access;
import dev.contranorm.db.result.CellRows;
import dev.contranorm.db.sweep.SweepRows;
import dev.contranorm.db.trial.TrialDetail;
import dev.contranorm.db.trial.TrialRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What each tracking server has of the results, and what it lacks. The database is the authority and the server a projection
 * of it. One round of projecting:
 *
 * <pre>{@code
 * ProjectionTarget target = targets.of(uri);
 * for (SweepProjection sweep : projections.sweeps(target)) {
 *     // Find the experiment by name or create it, then:
 *     projections.experiment(target, sweepId, experimentId);
 *     // Pages of trials until one is empty; each asks with the last trial's id, because what is projected leaves the list.
 *     for (TrialProjection trial : projections.trials(target, sweepId, afterTrialId, 200)) {
 *         // Without a runId: create the run, then at once:
 *         projections.run(target, trialId, runId);
 *         // Push points in pages until !page.more(): projections.points(trialId, trial.pointsAfter(), 1000). Then:
 *         projections.projected(target, List.of(new ProjectedTrial(trialId, runId, trial.version(), page.pointsAfter())));
 *     }
 *     for (CellProjection cell : projections.cells(target, sweepId)) {
 *         projections.cell(target, sweepId, cellHash, runId, version);
 *     }
 * }
 * }</pre>
 *
 * Every call can be repeated. After a crash between the server's answer and {@code run} or {@code projected}, the same
 * trial is offered again, so look for an existing run by a tag with the trial's id before you create one. A trial is
 * offered once it has started; one that was cancelled before its start never is. When a server was emptied, {@link
 * ProjectionTargetStore#forget} its target and start another round.
 */
public final class ProjectionStore {
    private final Access access;

    public ProjectionStore(Access access) {
        this.access = access;
    }

    /** Sweeps with trials or cells to project, oldest first. */
    public List<SweepProjection> sweeps(ProjectionTarget target) {
        return access.transaction(handle -> {
            List<SweepProjection> lacking = new ArrayList<>();
            for (long sweepId : MissingProjections.unsettled(handle, target)) {
                if (MissingProjections.anything(handle, target, sweepId)) {
                    lacking.add(new SweepProjection(
                            handle.createQuery(SweepRows.SELECT + " WHERE id = :id")
                                    .bind("id", sweepId)
                                    .map(SweepRows::sweep)
                                    .one(),
                            MissingProjections.experiment(handle, target, sweepId)));
                } else {
                    MissingProjections.settle(handle, target, sweepId);
                }
            }
            return lacking;
        });
    }

    /** Records the sweep's experiment; the last one recorded counts. */
    public void experiment(ProjectionTarget target, long sweepId, String experimentId) {
        access.transaction(handle -> handle.createUpdate(
                        """
                        INSERT INTO projection_sweep (target_id, sweep_id, experiment_id)
                        VALUES (:target, :sweep, :experiment)
                        ON CONFLICT (target_id, sweep_id) DO UPDATE SET experiment_id = excluded.experiment_id""")
                .bind("target", target.id())
                .bind("sweep", sweepId)
                .bind("experiment", experimentId)
                .execute());
    }

    /**
     * A page of trials of which the target lacks something, by id.
     *
     * @param afterTrialId 0 for the first page, else the id of the last trial of the page before
     */
    public List<TrialProjection> trials(ProjectionTarget target, long sweepId, long afterTrialId, int limit) {
        return access.transaction(handle -> {
            List<MissingProjections.Trial> lacking =
                    MissingProjections.trials(handle, target, sweepId, afterTrialId, limit);
            Map<Long, TrialDetail> details = new HashMap<>();
            TrialRows.details(
                            handle,
                            lacking.stream().map(MissingProjections.Trial::id).toList())
                    .forEach(detail -> details.put(detail.id(), detail));
            return lacking.stream()
                    .map(trial -> trial.projection(details.get(trial.id())))
                    .toList();
        });
    }

    /**
     * Records a trial's run as soon as it exists, before anything else is pushed. A run with another id starts with nothing
     * pushed.
     */
    public void run(ProjectionTarget target, long trialId, String runId) {
        access.transaction(handle -> handle.createUpdate(
                        """
                        INSERT INTO projection_trial AS old (target_id, trial_id, run_id) VALUES (:target, :trial, :run)
                        ON CONFLICT (target_id, trial_id) DO UPDATE SET run_id = excluded.run_id, version = -1, chunk = 0
                        WHERE old.run_id <> excluded.run_id""")
                .bind("target", target.id())
                .bind("trial", trialId)
                .bind("run", runId)
                .execute());
    }

    /**
     * A page of points after a watermark; for a reused result, points of the original.
     *
     * @param limit least number of points after which a page ends; a page can have a few hundred more, because it ends at
     *     the end of a stored chunk
     */
    public PointPage points(long trialId, long pointsAfter, int limit) {
        return access.read(handle -> PointPages.page(handle, trialId, pointsAfter, limit));
    }

    /** Records what has been pushed of these trials. Watermarks and versions never decrease. */
    public void projected(ProjectionTarget target, List<ProjectedTrial> trials) {
        if (trials.isEmpty()) {
            return;
        }
        access.transaction(handle -> {
            PreparedBatch batch = handle.prepareBatch(
                    """
                    INSERT INTO projection_trial AS old (target_id, trial_id, run_id, version, chunk)
                    VALUES (:target, :trial, :run, :version, :chunk)
                    ON CONFLICT (target_id, trial_id) DO UPDATE SET run_id = excluded.run_id,
                        version = greatest(old.version, excluded.version), chunk = greatest(old.chunk, excluded.chunk)""");
            for (ProjectedTrial trial : trials) {
                batch.bind("target", target.id())
                        .bind("trial", trial.trialId())
                        .bind("run", trial.runId())
                        .bind("version", trial.version())
                        .bind("chunk", trial.pointsAfter())
                        .add();
            }
            return batch.execute();
        });
    }

    /** Cells with at least one ended trial whose numbers the target lacks, in the order of the plan. */
    public List<CellProjection> cells(ProjectionTarget target, long sweepId) {
        return access.transaction(handle -> {
            Map<String, MissingProjections.Cell> lacking = MissingProjections.cells(handle, target, sweepId);
            if (lacking.isEmpty()) {
                return List.of();
            }
            return CellRows.cells(handle, sweepId).stream()
                    .filter(cell -> lacking.containsKey(cell.spec().cellHash()))
                    .map(cell -> lacking.get(cell.spec().cellHash()).projection(sweepId, cell))
                    .toList();
        });
    }

    /**
     * Records a cell's summary run and the version of the numbers pushed (-1: the run exists, the numbers are still to come).
     */
    public void cell(ProjectionTarget target, long sweepId, String cellHash, String runId, long version) {
        access.transaction(handle -> handle.createUpdate(
                        """
                        INSERT INTO projection_cell (target_id, sweep_id, cell_hash, run_id, version)
                        VALUES (:target, :sweep, :cell, :run, :version)
                        ON CONFLICT (target_id, sweep_id, cell_hash)
                        DO UPDATE SET run_id = excluded.run_id, version = excluded.version""")
                .bind("target", target.id())
                .bind("sweep", sweepId)
                .bind("cell", cellHash)
                .bind("run", runId)
                .bind("version", version)
                .execute());
    }
}
