package dev.contranorm.db.outbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Publishes each waiting trial exactly once:
 *
 * <ol>
 *   <li>read the trial topic's end offsets, {@link #claim} a batch with them;
 *   <li>send, wait for every acknowledgement;
 *   <li>{@link #published}.
 * </ol>
 *
 * After a crash {@link #inDoubt} gives the batches between 1 and 3. Read the topic from a batch's offsets to its end, and
 * {@link #resolve} it with the trials found there.
 */
public final class OutboxStore {
    /**
     * Claims up to {@code limit} trials, oldest first, of sweeps that are expanding or running, as far as their {@code
     * parallelTrials} has room.
     *
     * @param topicOffsets JSON, the trial topic's end offsets before sending
     * @return empty when nothing may be published now
     */
    public Optional<OutboxBatch> claim(int limit, String topicOffsets) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Every trial of the batch is on the bus: pending trials become queued. Repeating it changes nothing. */
    public void published(long batchId) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Claimed and never confirmed, oldest first. Called by the only publisher when it starts. */
    public List<OutboxBatch> inDoubt() {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Those found on the topic count as published, the others wait again. */
    public void resolve(long batchId, Set<Long> publishedTrialIds) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** How many trials wait, claimed ones included. */
    public long waiting() {
        throw new UnsupportedOperationException("not written yet");
    }
}
