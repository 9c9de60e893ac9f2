package dev.contranorm.db.trial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Reads trials, their attempts and checkpoints out of rows. */
public final class TrialRows {
    private TrialRows() {}

    /** These trials with everything about them, by id. Three statements, however many trials. */
    public static List<TrialDetail> details(Handle handle, Collection<Long> trialIds) {
        Map<Long, List<Attempt>> attempts = AttemptRows.attempts(handle, trialIds);
        Map<Long, List<Checkpoint>> checkpoints = AttemptRows.checkpoints(handle, trialIds);
        return handle.createQuery(
                        """
                        SELECT trial.id, trial.sweep_id, trial.plan_index, trial.hash, spec.cell_hash, spec.dataset,
                            spec.backbone, spec.norm, spec.protocol, spec.seed, spec.spec, trial.state, trial.reason,
                            trial.attempt, trial.metric, trial.metrics, trial.reused_from, trial.created_at,
                            trial.started_at, trial.ended_at
                        FROM trial JOIN spec ON spec.hash = trial.hash
                        WHERE trial.id = ANY (:ids) ORDER BY trial.id""")
                .bindArray("ids", Long.class, trialIds)
                .map((row, context) -> detail(row, attempts, checkpoints))
                .list();
    }

    private static TrialDetail detail(
            ResultSet row, Map<Long, List<Attempt>> attempts, Map<Long, List<Checkpoint>> checkpoints)
            throws SQLException {
        long id = row.getLong("id");
        return new TrialDetail(
                id,
                row.getLong("sweep_id"),
                row.getLong("plan_index"),
                row.getInt("attempt"),
                spec(row),
                status(row),
                times(row),
                attempts.getOrDefault(id, List.of()),
                checkpoints.getOrDefault(id, List.of()));
    }

    /** Reads the columns of table {@code spec}. */
    public static SpecRow spec(ResultSet row) throws SQLException {
        return new SpecRow(
                row.getString("hash"),
                row.getString("cell_hash"),
                row.getString("dataset"),
                row.getString("backbone"),
                row.getString("norm"),
                row.getString("protocol"),
                row.getLong("seed"),
                row.getString("spec"));
    }

    /** Reads columns of table {@code trial}. */
    public static TrialStatus status(ResultSet row) throws SQLException {
        return new TrialStatus(
                TrialState.of(row.getString("state")),
                Optional.ofNullable(row.getString("reason")),
                optionalDouble(row, "metric"),
                MetricJson.read(row.getString("metrics")),
                optionalLong(row, "reused_from"));
    }

    /** Reads columns of table {@code trial}. */
    public static TrialTimes times(ResultSet row) throws SQLException {
        return new TrialTimes(
                row.getTimestamp("created_at").toInstant(),
                optionalInstant(row, "started_at"),
                optionalInstant(row, "ended_at"));
    }

    static List<RunningTrial> running(Handle handle, long sweepId) {
        Map<Long, SortedMap<String, Double>> latest = latestValues(handle, sweepId);
        return handle.createQuery(
                        """
                        SELECT trial.id, trial.sweep_id, attempt.number, attempt.worker, attempt.started_at,
                            attempt.heard_at, attempt.epoch, attempt.epochs
                        FROM trial JOIN attempt ON attempt.trial_id = trial.id AND attempt.number = trial.attempt
                        WHERE trial.sweep_id = :sweep AND trial.state = 'running'
                        ORDER BY attempt.started_at, trial.id""")
                .bind("sweep", sweepId)
                .map((row, context) -> new RunningTrial(
                        row.getLong("id"),
                        row.getLong("sweep_id"),
                        row.getInt("number"),
                        row.getString("worker"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("heard_at").toInstant(),
                        row.getInt("epoch"),
                        row.getInt("epochs"),
                        latest.getOrDefault(row.getLong("id"), new TreeMap<>())))
                .list();
    }

    private static Map<Long, SortedMap<String, Double>> latestValues(Handle handle, long sweepId) {
        Map<Long, SortedMap<String, Double>> latest = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT DISTINCT ON (chunk.trial_id, chunk.name)
                            chunk.trial_id, chunk.name, chunk."values"[cardinality(chunk."values")] AS value
                        FROM trial JOIN metric_chunk chunk
                            ON chunk.trial_id = trial.id AND chunk.attempt = trial.attempt
                        WHERE trial.sweep_id = :sweep AND trial.state = 'running' AND chunk.name NOT LIKE 'layer/%'
                        ORDER BY chunk.trial_id, chunk.name, chunk.id DESC""")
                .bind("sweep", sweepId)
                .map((row, context) -> latest.computeIfAbsent(row.getLong("trial_id"), id -> new TreeMap<>())
                        .put(row.getString("name"), row.getDouble("value")))
                .list();
        return latest;
    }

    public static OptionalDouble optionalDouble(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    public static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    public static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
