package dev.contranorm.db.result;

import dev.contranorm.db.connection.Access;
import dev.contranorm.db.trial.MetricPoint;
import dev.contranorm.db.trial.TrialRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/** Results, read only. */
public final class ResultStore {
    private static final String SELECT =
            """
            SELECT trial.id, trial.plan_index, trial.hash, spec.cell_hash, spec.dataset, spec.backbone, spec.norm,
                spec.protocol, spec.seed, spec.spec, trial.state, trial.reason, trial.metric, trial.metrics,
                trial.reused_from, trial.created_at, trial.started_at, trial.ended_at, attempt.wall_millis
            FROM trial
            JOIN sweep ON sweep.id = trial.sweep_id
            JOIN spec ON spec.hash = trial.hash
            LEFT JOIN LATERAL (
                SELECT wall_millis FROM attempt
                WHERE attempt.trial_id = coalesce(trial.reused_from, trial.id) AND attempt.state <> 'refused'
                ORDER BY attempt.number DESC LIMIT 1) attempt ON true
            """;

    private final Access access;

    public ResultStore(Access access) {
        this.access = access;
    }

    /** The cells of a sweep in the order of its plan. */
    public List<CellRow> cells(long sweepId) {
        return access.read(handle -> CellRows.cells(handle, sweepId));
    }

    /** Trials with the best values of the sweep's metric, the best first. */
    public List<TrialRow> best(long sweepId, int limit) {
        return access.read(handle -> handle.createQuery(SELECT
                        + "WHERE trial.sweep_id = :sweep AND trial.state IN ('succeeded', 'stopped')"
                        + " AND trial.metric <> 'NaN'"
                        + " ORDER BY CASE WHEN sweep.maximize THEN -trial.metric ELSE trial.metric END, trial.plan_index"
                        + " LIMIT :limit")
                .bind("sweep", sweepId)
                .bind("limit", limit)
                .map(ResultStore::trial)
                .list());
    }

    /** A page of trials in the order of the plan; the first page is {@code fromIndex} 0. */
    public List<TrialRow> trials(long sweepId, long fromIndex, int limit) {
        return access.read(handle -> handle.createQuery(SELECT
                        + "WHERE trial.sweep_id = :sweep AND trial.plan_index >= :from"
                        + " ORDER BY trial.plan_index LIMIT :limit")
                .bind("sweep", sweepId)
                .bind("from", fromIndex)
                .bind("limit", limit)
                .map(ResultStore::trial)
                .list());
    }

    /** Failed trials in the order of the plan. */
    public List<TrialRow> failed(long sweepId, int limit) {
        return access.read(handle -> handle.createQuery(SELECT
                        + "WHERE trial.sweep_id = :sweep AND trial.state = 'failed'"
                        + " ORDER BY trial.plan_index LIMIT :limit")
                .bind("sweep", sweepId)
                .bind("limit", limit)
                .map(ResultStore::trial)
                .list());
    }

    private static TrialRow trial(ResultSet row, StatementContext context) throws SQLException {
        return new TrialRow(
                row.getLong("id"),
                row.getLong("plan_index"),
                TrialRows.spec(row),
                TrialRows.status(row),
                TrialRows.times(row),
                TrialRows.optionalDouble(row, "wall_millis"));
    }

    /**
     * Every point of a trial by name and step. Where attempts measured the same step, the newest counts. A trial with a reused
     * result has the history of the original.
     */
    public List<MetricPoint> history(long trialId) {
        return access.read(handle -> handle.createQuery(
                        "SELECT name, step, value FROM metric WHERE trial_id = :trial ORDER BY name, step")
                .bind("trial", trialId)
                .map((row, context) ->
                        new MetricPoint(row.getString("name"), row.getLong("step"), row.getDouble("value")))
                .list());
    }

    /** How long the trials of a sweep took from being written to their end. */
    public TrialLatency latency(long sweepId) {
        return access.read(handle -> handle.createQuery(
                        """
                        SELECT count(*) FILTER (WHERE state = 'succeeded') AS succeeded,
                            percentile_cont(0.5) WITHIN GROUP (ORDER BY millis) AS median,
                            percentile_cont(0.99) WITHIN GROUP (ORDER BY millis) AS percentile99
                        FROM (SELECT state, (extract(epoch FROM ended_at - created_at) * 1000)::double precision AS millis
                            FROM trial WHERE sweep_id = :sweep) AS trials""")
                .bind("sweep", sweepId)
                .map((row, context) -> new TrialLatency(
                        row.getLong("succeeded"), row.getDouble("median"), row.getDouble("percentile99")))
                .one());
    }
}
