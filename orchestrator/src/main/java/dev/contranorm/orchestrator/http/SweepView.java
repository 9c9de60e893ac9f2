package dev.contranorm.orchestrator.http;

import dev.contranorm.db.sweep.Sweep;
import java.time.Instant;
import java.util.Optional;

/** A sweep in the API. */
record SweepView(
        long id,
        String name,
        String state,
        String protocol,
        String metric,
        boolean maximize,
        long plannedTrials,
        long expandedTrials,
        Instant createdAt,
        Optional<Instant> finishedAt) {
    static SweepView of(Sweep sweep) {
        return new SweepView(
                sweep.id(),
                sweep.name(),
                sweep.state().label(),
                sweep.protocol(),
                sweep.metric(),
                sweep.maximize(),
                sweep.plannedTrials(),
                sweep.expandedTrials(),
                sweep.createdAt(),
                sweep.finishedAt());
    }
}
