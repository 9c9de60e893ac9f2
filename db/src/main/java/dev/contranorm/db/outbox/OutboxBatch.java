package dev.contranorm.db.outbox;

import java.util.List;

/** Trials claimed together. {@code topicOffsets} is the JSON passed to {@link OutboxStore#claim}. */
public record OutboxBatch(long id, String topicOffsets, List<OutboxTrial> trials) {
    public OutboxBatch {
        trials = List.copyOf(trials);
    }
}
