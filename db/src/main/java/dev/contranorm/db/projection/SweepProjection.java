package dev.contranorm.db.projection;

import dev.contranorm.db.sweep.Sweep;
import java.util.Optional;

/** A sweep of which the target lacks something. {@code experimentId} is the one recorded before. */
public record SweepProjection(Sweep sweep, Optional<String> experimentId) {}
