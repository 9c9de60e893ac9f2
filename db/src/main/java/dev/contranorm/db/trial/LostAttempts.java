package dev.contranorm.db.trial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Finds attempts whose workers have fallen silent, and ends them. */
final class LostAttempts {
    private static final String SELECT =
            """
            SELECT attempt.trial_id, trial.sweep_id, attempt.number, attempt.worker, attempt.heard_at,
                (extract(epoch FROM now() - attempt.heard_at) * 1000)::bigint AS silence_millis
            FROM attempt JOIN trial ON trial.id = attempt.trial_id
            """;

    private final SweepGuard sweeps;

    LostAttempts(SweepGuard sweeps) {
        this.sweeps = sweeps;
    }

    static List<LostAttempt> silent(Handle handle, Duration silence, int limit) {
        return handle.createQuery(SELECT
                        + "WHERE attempt.state = 'running'"
                        + " AND attempt.heard_at < now() - make_interval(secs => :seconds)"
                        + " ORDER BY attempt.heard_at LIMIT :limit")
                .bind("seconds", silence.toMillis() / 1000.0)
                .bind("limit", limit)
                .map(LostAttempts::attempt)
                .list();
    }

    private static LostAttempt attempt(ResultSet row, StatementContext context) throws SQLException {
        return new LostAttempt(
                row.getLong("trial_id"),
                row.getLong("sweep_id"),
                row.getInt("number"),
                row.getString("worker"),
                row.getTimestamp("heard_at").toInstant(),
                Duration.ofMillis(row.getLong("silence_millis")));
    }

    List<LostAttempt> expire(Handle handle, List<LostAttempt> attempts) {
        List<Long> trialIds =
                attempts.stream().map(LostAttempt::trialId).distinct().sorted().toList();
        handle.createQuery("SELECT id FROM trial WHERE id = ANY (:ids) ORDER BY id FOR UPDATE")
                .bindArray("ids", Long.class, trialIds)
                .mapTo(Long.class)
                .list();
        List<LostAttempt> ended = new ArrayList<>();
        Set<Long> failedSweeps = new TreeSet<>();
        for (LostAttempt attempt : attempts) {
            if (end(handle, attempt)) {
                ended.add(attempt);
                if (moveTrial(handle, attempt)) {
                    failedSweeps.add(attempt.sweepId());
                }
            }
        }
        sweeps.stopWhereTooManyFailed(handle, failedSweeps);
        return ended;
    }

    /** Returns whether it ended the attempt: one that was heard since {@code heardAt} is left alone. */
    private static boolean end(Handle handle, LostAttempt attempt) {
        return handle.createUpdate("UPDATE attempt SET state = 'lost', ended_at = now(), reason = :reason"
                                + " WHERE trial_id = :trial AND number = :number AND state = 'running'"
                                + " AND heard_at <= :heardAt")
                        .bind("trial", attempt.trialId())
                        .bind("number", attempt.attempt())
                        .bind("heardAt", attempt.heardAt())
                        .bind("reason", reason(attempt))
                        .execute()
                == 1;
    }

    private static String reason(LostAttempt attempt) {
        return "worker " + attempt.worker() + " was silent for "
                + Math.max(1, attempt.silence().toSeconds()) + " s in attempt " + attempt.attempt();
    }

    /** Returns whether the trial failed. */
    private static boolean moveTrial(Handle handle, LostAttempt attempt) {
        String reason = reason(attempt);
        return handle.createQuery(
                        """
                        UPDATE trial SET spent_attempts = spent_attempts + 1, version = version + 1,
                            state = CASE
                                WHEN spent_attempts + 1 >= sweep.max_attempts THEN 'failed'
                                WHEN sweep.state IN ('stopping', 'cancelled') THEN 'cancelled'
                                ELSE 'queued' END,
                            reason = CASE WHEN spent_attempts + 1 >= sweep.max_attempts
                                THEN :reason || ', and no attempt is left (' || sweep.max_attempts || ' of '
                                    || sweep.max_attempts || ' failed or lost)'
                                ELSE :reason END,
                            ended_at = CASE WHEN spent_attempts + 1 >= sweep.max_attempts
                                OR sweep.state IN ('stopping', 'cancelled') THEN now() END
                        FROM sweep
                        WHERE trial.id = :trial AND sweep.id = trial.sweep_id
                        AND trial.attempt = :number AND trial.state = ANY (:sources)
                        RETURNING trial.state""")
                .bind("trial", attempt.trialId())
                .bind("number", attempt.attempt())
                .bind("reason", reason)
                .bindArray("sources", String.class, TrialState.labels(TrialTransitions.sources(TrialCause.LOST)))
                .mapTo(String.class)
                .findOne()
                .filter(state -> state.equals(TrialState.FAILED.label()))
                .isPresent();
    }
}
