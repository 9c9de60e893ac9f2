package dev.contranorm.db.trial;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Changes the states of many trials at once, within a transaction. */
public final class StateChanges {
    private static final String DRAINED_REASON = "the sweep was stopped before the trial started";
    private static final String CANCELLED_REASON = "the sweep was cancelled";

    private StateChanges() {}

    /** Cancels the trials of a sweep that have not started. */
    public static int drain(Handle handle, long sweepId) {
        return cancel(handle, sweepId, TrialCause.DRAINED, DRAINED_REASON);
    }

    /** Cancels the trials of a sweep that have not ended. */
    public static int cancelAll(Handle handle, long sweepId) {
        return cancel(handle, sweepId, TrialCause.CANCELLED, CANCELLED_REASON);
    }

    /** Rows in the outbox that a publisher has claimed stay: it removes them itself. */
    private static int cancel(Handle handle, long sweepId, TrialCause cause, String reason) {
        List<Long> ids = locked(handle, sweepId, TrialTransitions.sources(cause));
        handle.createUpdate("DELETE FROM outbox WHERE trial_id = ANY (:ids) AND batch_id IS NULL")
                .bindArray("ids", Long.class, ids)
                .execute();
        return handle.createUpdate("UPDATE trial SET state = 'cancelled', reason = :reason, ended_at = now(),"
                        + " version = version + 1 WHERE id = ANY (:ids)")
                .bindArray("ids", Long.class, ids)
                .bind("reason", reason)
                .execute();
    }

    /** Puts ended trials back to pending, with all attempts available again. */
    static int retry(Handle handle, long sweepId, TrialState from) {
        if (!TrialTransitions.sources(TrialCause.RETRIED).contains(from)) {
            throw new IllegalArgumentException("a trial that is " + from.label() + " cannot be retried");
        }
        List<Long> ids = locked(handle, sweepId, List.of(from));
        handle.createUpdate("UPDATE trial SET state = 'pending', reason = NULL, spent_attempts = 0, metric = NULL,"
                        + " metrics = NULL, ended_at = NULL, version = version + 1 WHERE id = ANY (:ids)")
                .bindArray("ids", Long.class, ids)
                .execute();
        publish(handle, ids);
        return ids.size();
    }

    /**
     * Puts pending trials into the outbox. A row that a publisher has claimed and not yet confirmed is taken from it: the
     * trial waits to be published again.
     */
    public static void publish(Handle handle, Collection<Long> trialIds) {
        if (trialIds.isEmpty()) {
            return;
        }
        handle.createUpdate("INSERT INTO outbox (trial_id, sweep_id)"
                        + " SELECT id, sweep_id FROM trial WHERE id = ANY (:ids) ORDER BY id"
                        + " ON CONFLICT (trial_id) DO UPDATE SET batch_id = NULL, id = excluded.id")
                .bindArray("ids", Long.class, trialIds)
                .execute();
    }

    /** Locks in the order of the ids, as every transaction does, so that no two wait for each other. */
    private static List<Long> locked(Handle handle, long sweepId, List<TrialState> states) {
        return handle.createQuery(
                        "SELECT id FROM trial WHERE sweep_id = :sweep AND state = ANY (:states) ORDER BY id FOR UPDATE")
                .bind("sweep", sweepId)
                .bindArray("states", String.class, TrialState.labels(states))
                .mapTo(Long.class)
                .list();
    }
}
