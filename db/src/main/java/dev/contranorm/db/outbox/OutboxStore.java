package dev.contranorm.db.outbox;

import dev.contranorm.db.connection.Access;
import dev.contranorm.db.trial.StateChanges;
import dev.contranorm.db.trial.TrialCause;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.db.trial.TrialTransitions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The protocol by which each waiting trial is published exactly once:
 *
 * <ol>
 *   <li>read the trial topic's end offsets, {@link #claim} a batch with them;
 *   <li>send, wait for every acknowledgement;
 *   <li>{@link #published}.
 * </ol>
 *
 * After a crash, {@link #inDoubt} returns the batches between steps 1 and 3. Read the topic from a batch's offsets to its
 * end, and {@link #resolve} the batch with the trials found there. Only one publisher may run at a time.
 */
public final class OutboxStore {
    /** Held by the transaction of a claim, so that two claims at once do not exceed {@code parallelTrials}. */
    private static final long CLAIM_LOCK = 0x5357_4545_504F_5554L;

    private static final String SELECT_BATCH =
            """
            SELECT trial.id, trial.sweep_id, trial.hash, trial.attempt, spec.spec,
                (extract(epoch FROM sweep.trial_timeout) * 1000)::bigint AS limit_millis
            FROM outbox
            JOIN trial ON trial.id = outbox.trial_id
            JOIN spec ON spec.hash = trial.hash
            JOIN sweep ON sweep.id = trial.sweep_id
            WHERE outbox.batch_id = :batch ORDER BY outbox.id""";

    private final Access access;

    public OutboxStore(Access access) {
        this.access = access;
    }

    /**
     * Claims up to {@code limit} trials, oldest first, of sweeps that are expanding or running, within their {@code
     * parallelTrials}.
     *
     * @param topicOffsets JSON, the trial topic's end offsets before sending
     * @return empty when nothing may be published now
     */
    public Optional<OutboxBatch> claim(int limit, String topicOffsets) {
        return access.transaction(handle -> {
            handle.createQuery("SELECT 1 FROM pg_advisory_xact_lock(:lock)")
                    .bind("lock", CLAIM_LOCK)
                    .mapTo(Integer.class)
                    .one();
            List<Long> ids = publishable(handle, limit);
            if (ids.isEmpty()) {
                return Optional.empty();
            }
            long batch = handle.createQuery("INSERT INTO outbox_batch (topic_offsets) VALUES (:offsets) RETURNING id")
                    .bind("offsets", topicOffsets)
                    .mapTo(Long.class)
                    .one();
            handle.createUpdate("UPDATE outbox SET batch_id = :batch WHERE trial_id = ANY (:ids) AND batch_id IS NULL")
                    .bind("batch", batch)
                    .bindArray("ids", Long.class, ids)
                    .execute();
            return Optional.of(new OutboxBatch(batch, topicOffsets, trials(handle, batch)))
                    .filter(claimed -> !claimed.trials().isEmpty());
        });
    }

    /** A sweep may publish what its parallelTrials leaves after the trials that are claimed, queued, or running. */
    private static List<Long> publishable(Handle handle, int limit) {
        return handle.createQuery(
                        """
                        SELECT waiting.trial_id
                        FROM sweep
                        CROSS JOIN LATERAL (
                            SELECT CASE WHEN sweep.parallel_trials IS NULL THEN :limit ELSE least(:limit, greatest(0,
                                sweep.parallel_trials
                                - (SELECT count(*) FROM trial
                                    WHERE trial.sweep_id = sweep.id AND trial.state IN ('queued', 'running'))
                                - (SELECT count(*) FROM outbox JOIN trial ON trial.id = outbox.trial_id
                                    WHERE outbox.sweep_id = sweep.id AND outbox.batch_id IS NOT NULL
                                    AND trial.state = 'pending'))) END AS trials) room
                        CROSS JOIN LATERAL (
                            SELECT outbox.id, outbox.trial_id FROM outbox
                            WHERE outbox.sweep_id = sweep.id AND outbox.batch_id IS NULL
                            ORDER BY outbox.id LIMIT room.trials) waiting
                        WHERE sweep.state IN ('expanding', 'running')
                        ORDER BY waiting.id LIMIT :limit""")
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    private static List<OutboxTrial> trials(Handle handle, long batch) {
        return handle.createQuery(SELECT_BATCH)
                .bind("batch", batch)
                .map(OutboxStore::trial)
                .list();
    }

    private static OutboxTrial trial(ResultSet row, StatementContext context) throws SQLException {
        return new OutboxTrial(
                row.getLong("id"),
                row.getLong("sweep_id"),
                row.getString("hash"),
                row.getInt("attempt"),
                Optional.ofNullable(row.getObject("limit_millis", Long.class)).map(Duration::ofMillis),
                row.getString("spec"));
    }

    /**
     * Records that every trial of the batch is on the bus: pending trials become queued. A repeated call changes nothing.
     */
    public void published(long batchId) {
        access.transaction(handle -> {
            List<Long> ids = lockedTrials(handle, batchId);
            queue(handle, batchId, ids);
            remove(handle, batchId, ids);
            return null;
        });
    }

    /** Batches that were claimed and never confirmed, oldest first. The publisher asks for them when it starts. */
    public List<OutboxBatch> inDoubt() {
        return access.read(handle -> handle.createQuery("SELECT id, topic_offsets FROM outbox_batch ORDER BY id")
                .map((row, context) -> new OutboxBatch(
                        row.getLong("id"), row.getString("topic_offsets"), trials(handle, row.getLong("id"))))
                .list());
    }

    /** Ends the doubt: trials found on the topic count as published, the others wait again. */
    public void resolve(long batchId, Set<Long> publishedTrialIds) {
        access.transaction(handle -> {
            List<Long> ids = lockedTrials(handle, batchId);
            List<Long> published =
                    ids.stream().filter(publishedTrialIds::contains).toList();
            queue(handle, batchId, published);
            handle.createUpdate("UPDATE outbox SET batch_id = NULL FROM trial WHERE outbox.batch_id = :batch"
                            + " AND outbox.trial_id <> ALL (:published)"
                            + " AND trial.id = outbox.trial_id AND trial.state = 'pending'")
                    .bind("batch", batchId)
                    .bindArray("published", Long.class, new TreeSet<>(publishedTrialIds))
                    .execute();
            remove(handle, batchId, ids);
            return null;
        });
    }

    /**
     * Puts every queued trial of a sweep that has not ended back to pending, to be published again, after the
     * bus has lost them. The publisher calls this between publications.
     *
     * @return how many
     */
    public int requeue() {
        return access.transaction(handle -> {
            List<Long> ids = handle.createQuery("SELECT trial.id FROM trial JOIN sweep ON sweep.id = trial.sweep_id"
                            + " WHERE trial.state = ANY (:sources)"
                            + " AND sweep.state IN ('expanding', 'running', 'paused')"
                            + " ORDER BY trial.id FOR UPDATE OF trial")
                    .bindArray(
                            "sources", String.class, TrialState.labels(TrialTransitions.sources(TrialCause.STRANDED)))
                    .mapTo(Long.class)
                    .list();
            handle.createUpdate(
                            "UPDATE trial SET state = 'pending', version = version + 1,"
                                    + " reason = 'the bus no longer had the trial: it is published again' WHERE id = ANY (:ids)")
                    .bindArray("ids", Long.class, ids)
                    .execute();
            StateChanges.publish(handle, ids);
            return ids.size();
        });
    }

    /** How many trials wait, including claimed ones. */
    public long waiting() {
        return access.read(handle -> handle.createQuery("SELECT count(*) FROM outbox")
                .mapTo(Long.class)
                .one());
    }

    private static List<Long> lockedTrials(Handle handle, long batchId) {
        return handle.createQuery("SELECT id FROM trial WHERE id IN"
                        + " (SELECT trial_id FROM outbox WHERE batch_id = :batch) ORDER BY id FOR UPDATE")
                .bind("batch", batchId)
                .mapTo(Long.class)
                .list();
    }

    /**
     * A trial that a worker has started meanwhile, or that was cancelled, keeps its state; so does one that has failed
     * meanwhile and waits again, outside the batch.
     */
    private static void queue(Handle handle, long batchId, List<Long> trialIds) {
        handle.createUpdate("UPDATE trial SET state = 'queued' FROM outbox"
                        + " WHERE trial.id = ANY (:ids) AND trial.state = ANY (:sources)"
                        + " AND outbox.trial_id = trial.id AND outbox.batch_id = :batch")
                .bindArray("ids", Long.class, trialIds)
                .bindArray("sources", String.class, TrialState.labels(TrialTransitions.sources(TrialCause.PUBLISHED)))
                .bind("batch", batchId)
                .execute();
    }

    private static void remove(Handle handle, long batchId, List<Long> trialIds) {
        handle.createUpdate("DELETE FROM outbox WHERE trial_id = ANY (:ids) AND batch_id = :batch")
                .bindArray("ids", Long.class, trialIds)
                .bind("batch", batchId)
                .execute();
        handle.createUpdate("DELETE FROM outbox_batch WHERE id = :batch")
                .bind("batch", batchId)
                .execute();
    }
}
