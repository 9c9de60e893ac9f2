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
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Remembers, for each tracking server, what it already has. The database is the truth, the server a projection of it, and a
 * round of projecting is:
 *
 * <pre>{@code
 * ProjectionTarget target = projections.target(uri);
 * for (SweepProjection sweep : projections.sweeps(target)) {
 *     // experiment: find or create by name, then
 *     projections.experiment(target, sweepId, experimentId);
 *     // trials: pages until one is empty (everything projected leaves the list, so ask again with the last trial's id)
 *     for (TrialProjection trial : projections.trials(target, sweepId, afterTrialId, 200)) {
 *         // no runId: create the run, then at once
 *         projections.run(target, trialId, runId);
 *         // PointPage page = projections.points(trialId, trial.pointsAfter(), 1000), push, until !page.more()
 *         projections.projected(target, List.of(new ProjectedTrial(trialId, runId, trial.version(), page.pointsAfter())));
 *     }
 *     for (CellProjection cell : projections.cells(target, sweepId)) { … projections.cell(target, sweepId, cellHash, runId, version); }
 * }
 * }</pre>
 *
 * Everything may be repeated: a crash between the server's answer and {@code run}/{@code projected} makes the same trial come
 * again, so look for an existing run by a tag with the trial's id before creating one. Trials are offered once they have
 * started or ended; pending and queued trials that never started are not. Cancelled ones are offered only if they had started
 * (so that a run does not stay RUNNING). A server that was emptied: {@link #forget} its target and go round again.
 */
public final class ProjectionStore {
    /** The number space of the targets' advisory locks. */
    private static final int LOCKS = 0x5052_4F4A;

    private final Access access;

    public ProjectionStore(Access access) {
        this.access = access;
    }

    /** The target of that address, recorded when new. */
    public ProjectionTarget target(String uri) {
        return access.transaction(handle -> {
            handle.createUpdate("INSERT INTO projection_target (uri) VALUES (:uri) ON CONFLICT (uri) DO NOTHING")
                    .bind("uri", uri)
                    .execute();
            return handle.createQuery("SELECT id, uri FROM projection_target WHERE uri = :uri")
                    .bind("uri", uri)
                    .map((row, context) -> new ProjectionTarget(row.getLong("id"), row.getString("uri")))
                    .one();
        });
    }

    /** Forgets everything that the server has: the next round pushes it all. */
    public void forget(ProjectionTarget target) {
        access.transaction(handle -> {
            for (String table : List.of("projection_cell", "projection_trial", "projection_sweep")) {
                handle.createUpdate("DELETE FROM " + table + " WHERE target_id = :target")
                        .bind("target", target.id())
                        .execute();
            }
            return null;
        });
    }

    /** All that is recorded of the target, so that it can be held against what the server really has. */
    public List<RecordedSweep> recorded(ProjectionTarget target) {
        return access.read(handle -> handle.createQuery(
                        """
                        SELECT sweep.id, sweep.name, recorded.experiment_id, array(
                            SELECT run.run_id FROM projection_trial run JOIN trial ON trial.id = run.trial_id
                            WHERE run.target_id = recorded.target_id AND trial.sweep_id = sweep.id
                            UNION
                            SELECT run.run_id FROM projection_cell run
                            WHERE run.target_id = recorded.target_id AND run.sweep_id = sweep.id) AS runs
                        FROM projection_sweep recorded JOIN sweep ON sweep.id = recorded.sweep_id
                        WHERE recorded.target_id = :target ORDER BY sweep.id""")
                .bind("target", target.id())
                .map((row, context) -> new RecordedSweep(
                        row.getLong("id"), row.getString("name"), row.getString("experiment_id"), Set.of((String[])
                                row.getArray("runs").getArray())))
                .list());
    }

    /**
     * Runs the work while no other process projects to the target (an advisory lock of the session): two at a time would
     * create runs twice.
     *
     * @return false when another process is at it; then the work was not run
     */
    public boolean exclusively(ProjectionTarget target, Runnable work) {
        return access.read(handle -> {
            if (!lock(handle, "pg_try_advisory_lock", target)) {
                return false;
            }
            try {
                work.run();
            } finally {
                lock(handle, "pg_advisory_unlock", target);
            }
            return true;
        });
    }

    private static boolean lock(Handle handle, String function, ProjectionTarget target) {
        return handle.createQuery("SELECT " + function + "(:space, :target)")
                .bind("space", LOCKS)
                .bind("target", (int) target.id())
                .mapTo(Boolean.class)
                .one();
    }

    /** Sweeps with trials or cells to project, the oldest first. */
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
                    .map(trial -> new TrialProjection(
                            details.get(trial.id()),
                            trial.runId(),
                            trial.version(),
                            trial.projectedVersion(),
                            trial.pointsAfter()))
                    .toList();
        });
    }

    /** Records a trial's run as soon as it exists, before anything else is pushed. Another run begins from nothing. */
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
     * Points behind a watermark. For a reused result: the original's.
     *
     * @param limit least number of points after which a page ends; a page can have a few hundred more, because it ends at
     *     the end of a stored chunk
     */
    public PointPage points(long trialId, long pointsAfter, int limit) {
        return access.read(handle -> PointPages.page(handle, trialId, pointsAfter, limit));
    }

    /** Records what has been pushed of these trials. Watermarks and versions never go back. */
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
                    .map(cell -> new CellProjection(
                            sweepId,
                            cell,
                            lacking.get(cell.spec().cellHash()).runId(),
                            lacking.get(cell.spec().cellHash()).version(),
                            lacking.get(cell.spec().cellHash()).startedAt(),
                            lacking.get(cell.spec().cellHash()).endedAt()))
                    .toList();
        });
    }

    /** Records a cell's summary run and the version of the numbers pushed (-1: the run exists, the numbers are still to come). */
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
