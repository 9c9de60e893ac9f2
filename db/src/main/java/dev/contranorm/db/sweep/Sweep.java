package dev.contranorm.db.sweep;

import java.time.Instant;
import java.util.Optional;

/** A submitted sweep; the fields of {@link NewSweep} and how far it is. */
public record Sweep(
        long id,
        String name,
        String definition,
        String definitionHash,
        String protocol,
        String metric,
        boolean maximize,
        long plannedTrials,
        SweepLimits limits,
        SweepState state,
        long expandedTrials,
        Instant createdAt,
        Optional<Instant> finishedAt) {}
