package dev.contranorm.db.projection;

import dev.contranorm.db.result.CellRow;
import dev.contranorm.db.trial.TrialDetail;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Finds what a target lacks. */
final class MissingProjections {
    record Trial(long id, Optional<String> runId, long version, long projectedVersion, long pointsAfter) {
        TrialProjection projection(TrialDetail detail) {
            return new TrialProjection(detail, runId, version, projectedVersion, pointsAfter);
        }
    }

    record Cell(Optional<String> runId, long version, Instant startedAt, Instant endedAt) {
        CellProjection projection(long sweepId, CellRow row) {
            return new CellProjection(sweepId, row, runId, version, startedAt, endedAt);
        }
    }

    /** A trial gets a run once it has started; a reused result has the start of its original. */
    private static final String TRIALS =
            """
            FROM trial
            LEFT JOIN projection_trial old ON old.target_id = :target AND old.trial_id = trial.id
            WHERE trial.sweep_id = :sweep AND trial.started_at IS NOT NULL
            AND (old.version IS DISTINCT FROM trial.version
                OR (trial.state = 'running' AND EXISTS (SELECT 1 FROM attempt
                    WHERE attempt.trial_id = trial.id AND attempt.last_chunk > old.chunk)))
            """;

    /** A cell's version is the sum of its trials' versions: it never falls, and rises when one of them changes. */
    private static final String CELLS =
            """
            SELECT now.cell_hash, now.version, now.started_at, now.ended_at, old.run_id
            FROM (SELECT spec.cell_hash, sum(trial.version)::bigint AS version,
                    min(CASE WHEN trial.reused_from IS NULL THEN trial.started_at ELSE trial.created_at END) AS started_at,
                    max(CASE WHEN trial.reused_from IS NULL THEN trial.ended_at ELSE trial.created_at END) AS ended_at
                FROM trial JOIN spec ON spec.hash = trial.hash
                WHERE trial.sweep_id = :sweep
                GROUP BY spec.cell_hash
                HAVING bool_or(trial.state IN ('succeeded', 'stopped', 'failed'))) now
            LEFT JOIN projection_cell old
                ON old.target_id = :target AND old.sweep_id = :sweep AND old.cell_hash = now.cell_hash
            WHERE old.version IS DISTINCT FROM now.version
            """;

    private MissingProjections() {}

    /** Sweeps that are open, or were finished after the last round that found nothing to do. */
    static List<Long> unsettled(Handle handle, ProjectionTarget target) {
        return handle.createQuery(
                        """
                        SELECT sweep.id FROM sweep
                        LEFT JOIN projection_sweep old ON old.target_id = :target AND old.sweep_id = sweep.id
                        WHERE sweep.finished_at IS NULL OR old.settled_for IS DISTINCT FROM sweep.finished_at
                        ORDER BY sweep.id""")
                .bind("target", target.id())
                .mapTo(Long.class)
                .list();
    }

    static boolean anything(Handle handle, ProjectionTarget target, long sweepId) {
        return bound(
                        handle.createQuery("SELECT EXISTS (SELECT 1 " + TRIALS + ") OR EXISTS (" + CELLS + ")"),
                        target,
                        sweepId)
                .mapTo(Boolean.class)
                .one();
    }

    /** An ended sweep does not change until it is opened again, which changes its finished_at. */
    static void settle(Handle handle, ProjectionTarget target, long sweepId) {
        bound(
                        handle.createUpdate("UPDATE projection_sweep SET settled_for = sweep.finished_at FROM sweep"
                                + " WHERE sweep.id = :sweep AND projection_sweep.sweep_id = :sweep"
                                + " AND projection_sweep.target_id = :target"),
                        target,
                        sweepId)
                .execute();
    }

    static Optional<String> experiment(Handle handle, ProjectionTarget target, long sweepId) {
        return bound(
                        handle.createQuery("SELECT experiment_id FROM projection_sweep"
                                + " WHERE target_id = :target AND sweep_id = :sweep"),
                        target,
                        sweepId)
                .mapTo(String.class)
                .findOne();
    }

    static List<Trial> trials(Handle handle, ProjectionTarget target, long sweepId, long afterTrialId, int limit) {
        return bound(
                        handle.createQuery("SELECT trial.id, trial.version, old.run_id,"
                                + " coalesce(old.version, -1) AS projected, coalesce(old.chunk, 0) AS chunk "
                                + TRIALS + "AND trial.id > :after ORDER BY trial.id LIMIT :limit"),
                        target,
                        sweepId)
                .bind("after", afterTrialId)
                .bind("limit", limit)
                .map((row, context) -> new Trial(
                        row.getLong("id"),
                        Optional.ofNullable(row.getString("run_id")),
                        row.getLong("version"),
                        row.getLong("projected"),
                        row.getLong("chunk")))
                .list();
    }

    static Map<String, Cell> cells(Handle handle, ProjectionTarget target, long sweepId) {
        Map<String, Cell> cells = new HashMap<>();
        bound(handle.createQuery(CELLS), target, sweepId)
                .map((row, context) -> cells.put(
                        row.getString("cell_hash"),
                        new Cell(
                                Optional.ofNullable(row.getString("run_id")),
                                row.getLong("version"),
                                row.getTimestamp("started_at").toInstant(),
                                row.getTimestamp("ended_at").toInstant())))
                .list();
        return cells;
    }

    private static <S extends SqlStatement<S>> S bound(S statement, ProjectionTarget target, long sweepId) {
        return statement.bind("target", target.id()).bind("sweep", sweepId);
    }
}
