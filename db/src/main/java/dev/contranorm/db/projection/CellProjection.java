package dev.contranorm.db.projection;

import dev.contranorm.db.result.CellRow;
import java.util.Optional;

/** A cell whose numbers the target lacks. {@code version} rises whenever one of its trials ends (or is retried). */
public record CellProjection(long sweepId, CellRow cell, Optional<String> runId, long version) {}
