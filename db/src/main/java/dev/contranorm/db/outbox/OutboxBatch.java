package dev.contranorm.db.outbox;

import java.util.List;

/** Trials claimed together. {@code topicOffsets} is the JSON that {@link OutboxStore#claim} was given. */
public record OutboxBatch(long id, String topicOffsets, List<OutboxTrial> trials) {
    public OutboxBatch {
        trials = List.copyOf(trials);
    }
}
