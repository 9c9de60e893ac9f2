package dev.contranorm.db.trial;

import java.time.Instant;
import java.util.Optional;

/**
 * When an attempt began and ended, and when it was last heard from.
 *
 * @param startedAt by the worker's clock
 * @param heardAt when the database recorded the last sign of life
 * @param endedAt by the worker's clock; for a lost attempt, by the database's
 */
public record AttemptTimes(Instant startedAt, Instant heardAt, Optional<Instant> endedAt) {}
