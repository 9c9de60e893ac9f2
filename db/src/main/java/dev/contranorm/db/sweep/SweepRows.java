package dev.contranorm.db.sweep;

import dev.contranorm.db.trial.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads sweeps out of rows. */
public final class SweepRows {
    /** Every column of a sweep, to be completed with a condition. */
    public static final String SELECT =
            """
            SELECT id, name, definition, definition_hash, protocol, metric, maximize, planned_trials, expanded_trials,
                parallel_trials, max_failed_trials, (extract(epoch FROM trial_timeout) * 1000)::bigint AS timeout_millis,
                max_attempts, state, created_at, finished_at
            FROM sweep""";

    private SweepRows() {}

    public static Sweep sweep(ResultSet row, StatementContext context) throws SQLException {
        SweepLimits limits = new SweepLimits(
                optionalInt(row, "parallel_trials"),
                optionalInt(row, "max_failed_trials"),
                Optional.ofNullable(row.getObject("timeout_millis", Long.class)).map(Duration::ofMillis),
                row.getInt("max_attempts"));
        NewSweep submitted = new NewSweep(
                row.getString("name"),
                row.getString("definition"),
                row.getString("definition_hash"),
                row.getString("protocol"),
                row.getString("metric"),
                row.getBoolean("maximize"),
                row.getLong("planned_trials"),
                limits);
        return new Sweep(
                row.getLong("id"),
                submitted,
                SweepState.of(row.getString("state")),
                row.getLong("expanded_trials"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant));
    }

    private static OptionalInt optionalInt(ResultSet row, String column) throws SQLException {
        Integer value = row.getObject(column, Integer.class);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** One statement, so that the counts are consistent. */
    static SweepProgress progress(Handle handle, long id) {
        Map<TrialState, Long> counts = new EnumMap<>(TrialState.class);
        for (TrialState state : TrialState.values()) {
            counts.put(state, 0L);
        }
        return handle.createQuery(
                        """
                        SELECT sweep.state AS sweep_state, sweep.planned_trials, sweep.expanded_trials, trial.state,
                            count(trial.id) AS trials, count(trial.reused_from) AS reused,
                            min(trial.started_at) FILTER (WHERE trial.reused_from IS NULL) AS first_start,
                            count(*) FILTER (WHERE trial.ended_at > now() - interval '60 seconds'
                                AND trial.reused_from IS NULL AND trial.state <> 'cancelled') AS last_minute
                        FROM sweep LEFT JOIN trial ON trial.sweep_id = sweep.id
                        WHERE sweep.id = :id
                        GROUP BY sweep.id, trial.state""")
                .bind("id", id)
                .<Optional<SweepProgress>>reduceResultSet(
                        Optional.empty(), (before, row, context) -> Optional.of(plus(before, row, counts, id)))
                .orElseThrow(() -> new NoSuchElementException("there is no sweep " + id));
    }

    private static SweepProgress plus(
            Optional<SweepProgress> before, ResultSet row, Map<TrialState, Long> counts, long id) throws SQLException {
        if (row.getString("state") != null) {
            counts.put(TrialState.of(row.getString("state")), row.getLong("trials"));
        }
        Timestamp start = row.getTimestamp("first_start");
        Optional<Instant> first = before.flatMap(SweepProgress::firstStart);
        if (start != null
                && first.filter(instant -> instant.isBefore(start.toInstant())).isEmpty()) {
            first = Optional.of(start.toInstant());
        }
        return new SweepProgress(
                id,
                SweepState.of(row.getString("sweep_state")),
                row.getLong("planned_trials"),
                row.getLong("expanded_trials"),
                counts,
                row.getLong("reused") + before.map(SweepProgress::reused).orElse(0L),
                first,
                row.getLong("last_minute")
                        + before.map(SweepProgress::endedLastMinute).orElse(0L));
    }
}
