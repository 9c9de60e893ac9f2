package dev.contranorm.db.projection;

import dev.contranorm.db.result.CellRow;
import java.time.Instant;
import java.util.Optional;

/**
 * A cell whose numbers the target lacks.
 *
 * @param version rises whenever one of its trials ends (or is retried)
 * @param startedAt the first start of its trials (of a reused result: when the trial was written)
 * @param endedAt the last end of its trials so far
 */
public record CellProjection(
        long sweepId, CellRow cell, Optional<String> runId, long version, Instant startedAt, Instant endedAt) {}
