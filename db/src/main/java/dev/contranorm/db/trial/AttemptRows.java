package dev.contranorm.db.trial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;

/** Reads attempts and checkpoints, by trial. A trial with a reused result has those of the original. */
final class AttemptRows {
    private AttemptRows() {}

    static Map<Long, List<Attempt>> attempts(Handle handle, Collection<Long> trialIds) {
        Map<Long, List<Attempt>> attempts = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT trial.id, attempt.*, provenance.content AS provenance
                        FROM trial
                        JOIN attempt ON attempt.trial_id = coalesce(trial.reused_from, trial.id)
                        LEFT JOIN provenance ON provenance.id = attempt.provenance_id
                        WHERE trial.id = ANY (:ids) ORDER BY trial.id, attempt.number""")
                .bindArray("ids", Long.class, trialIds)
                .map((row, context) -> attempts.computeIfAbsent(row.getLong("id"), id -> new ArrayList<>())
                        .add(attempt(row)))
                .list();
        return attempts;
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getInt("number"),
                AttemptState.of(row.getString("state")),
                row.getString("worker"),
                new AttemptTimes(
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("heard_at").toInstant(),
                        TrialRows.optionalInstant(row, "ended_at")),
                new AttemptProgress(row.getInt("first_epoch"), row.getInt("epoch"), row.getInt("epochs")),
                Optional.ofNullable(row.getString("provenance")),
                new AttemptEnd(
                        Optional.ofNullable(row.getString("failure_kind")),
                        Optional.ofNullable(row.getString("reason")),
                        Optional.ofNullable(row.getString("detail"))),
                usage(row),
                row.getLong("late_events"));
    }

    /** Empty when the attempt reported none: it has not ended with a result. */
    private static Optional<ResourceUsage> usage(ResultSet row) throws SQLException {
        OptionalDouble wall = TrialRows.optionalDouble(row, "wall_millis");
        if (wall.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ResourceUsage(wall.getAsDouble(), row.getDouble("cpu_millis"), row.getDouble("peak_resident_mb")));
    }

    static Map<Long, List<Checkpoint>> checkpoints(Handle handle, Collection<Long> trialIds) {
        Map<Long, List<Checkpoint>> checkpoints = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT trial.id, checkpoint.*
                        FROM trial JOIN checkpoint ON checkpoint.trial_id = coalesce(trial.reused_from, trial.id)
                        WHERE trial.id = ANY (:ids) ORDER BY trial.id, checkpoint.attempt, checkpoint.epoch""")
                .bindArray("ids", Long.class, trialIds)
                .map((row, context) -> checkpoints
                        .computeIfAbsent(row.getLong("id"), id -> new ArrayList<>())
                        .add(new Checkpoint(
                                row.getInt("attempt"),
                                row.getInt("epoch"),
                                row.getString("location"),
                                row.getLong("bytes"),
                                row.getString("sha256"),
                                row.getTimestamp("at").toInstant())))
                .list();
        return checkpoints;
    }
}
