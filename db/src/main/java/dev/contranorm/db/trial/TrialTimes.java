package dev.contranorm.db.trial;

import java.time.Instant;
import java.util.Optional;

/**
 * When a trial was written, and when its first start and its end were recorded, by the database's clock. A reused result has
 * the start and the end of the original.
 */
public record TrialTimes(Instant createdAt, Optional<Instant> startedAt, Optional<Instant> endedAt) {}
