package dev.contranorm.db.event;

import dev.contranorm.db.trial.AttemptState;
import dev.contranorm.db.trial.ResourceUsage;
import dev.contranorm.db.trial.TrialRows;
import dev.contranorm.db.trial.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Loads and locks the rows that a batch may change: two statements, in the order of the ids. */
final class BatchReading {
    private static final Set<String> ENDING = Set.of("stopping", "cancelled");

    private BatchReading() {}

    static Map<Long, TrialRecord> lock(Handle handle, List<TrialChange> changes) {
        List<Long> ids =
                changes.stream().map(TrialChange::trialId).distinct().sorted().toList();
        Map<Long, TrialRecord> trials = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT trial.id, trial.sweep_id, trial.state, trial.reason, trial.attempt, trial.spent_attempts,
                            trial.metric, trial.metrics, spec.dataset, sweep.max_attempts,
                            sweep.metric AS metric_name, sweep.state AS sweep_state
                        FROM trial JOIN sweep ON sweep.id = trial.sweep_id JOIN spec ON spec.hash = trial.hash
                        WHERE trial.id = ANY (:ids) ORDER BY trial.id FOR UPDATE OF trial""")
                .bindArray("ids", Long.class, ids)
                .map(BatchReading::trial)
                .forEach(trial -> trials.put(trial.id, trial));
        handle.createQuery(
                        """
                        SELECT trial_id, number, state, worker, started_at, ended_at, first_epoch, epoch, epochs,
                            last_sequence, last_chunk, late_events, failure_kind, reason, wall_millis, cpu_millis,
                            peak_resident_mb
                        FROM attempt WHERE trial_id = ANY (:ids)""")
                .bindArray("ids", Long.class, ids)
                .map(BatchReading::attempt)
                .forEach(attempt -> trials.get(attempt.trialId).attempts.put(attempt.number, attempt));
        return trials;
    }

    private static TrialRecord trial(ResultSet row, StatementContext context) throws SQLException {
        TrialRecord trial = new TrialRecord(
                row.getLong("id"),
                row.getLong("sweep_id"),
                new TrialRecord.SweepTerms(
                        row.getInt("max_attempts"),
                        row.getString("metric_name"),
                        ENDING.contains(row.getString("sweep_state"))),
                row.getString("dataset"),
                TrialState.of(row.getString("state")),
                row.getInt("attempt"),
                row.getInt("spent_attempts"));
        trial.reason = row.getString("reason");
        OptionalDouble metric = TrialRows.optionalDouble(row, "metric");
        trial.metric = metric.isPresent() ? metric.getAsDouble() : null;
        trial.metrics = row.getString("metrics");
        return trial;
    }

    private static AttemptRecord attempt(ResultSet row, StatementContext context) throws SQLException {
        AttemptRecord attempt = new AttemptRecord(
                row.getLong("trial_id"), row.getInt("number"), AttemptState.of(row.getString("state")));
        attempt.worker = row.getString("worker");
        attempt.startedAt = row.getTimestamp("started_at").toInstant();
        attempt.endedAt = TrialRows.optionalInstant(row, "ended_at").orElse(null);
        attempt.firstEpoch = row.getInt("first_epoch");
        attempt.epoch = row.getInt("epoch");
        attempt.epochs = row.getInt("epochs");
        attempt.lastSequence = row.getLong("last_sequence");
        attempt.lastChunk = row.getLong("last_chunk");
        attempt.lateEvents = row.getLong("late_events");
        attempt.failureKind = row.getString("failure_kind");
        attempt.reason = row.getString("reason");
        OptionalDouble wall = TrialRows.optionalDouble(row, "wall_millis");
        if (wall.isPresent()) {
            attempt.usage = new ResourceUsage(
                    wall.getAsDouble(), row.getDouble("cpu_millis"), row.getDouble("peak_resident_mb"));
        }
        return attempt;
    }
}
