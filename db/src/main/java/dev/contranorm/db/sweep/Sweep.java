package dev.contranorm.db.sweep;

import java.time.Instant;
import java.util.Optional;

/**
 * A submitted sweep.
 *
 * @param submitted what was asked for
 * @param expandedTrials how many trials of the plan are written
 */
public record Sweep(
        long id,
        NewSweep submitted,
        SweepState state,
        long expandedTrials,
        Instant createdAt,
        Optional<Instant> finishedAt) {
    public String name() {
        return submitted.name();
    }

    public String definition() {
        return submitted.definition();
    }

    public String protocol() {
        return submitted.protocol();
    }

    public String metric() {
        return submitted.metric();
    }

    public boolean maximize() {
        return submitted.maximize();
    }

    public long plannedTrials() {
        return submitted.plannedTrials();
    }

    public SweepLimits limits() {
        return submitted.limits();
    }
}
