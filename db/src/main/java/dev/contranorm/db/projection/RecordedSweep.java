package dev.contranorm.db.projection;

import java.util.Set;

/** What is recorded of a sweep at a target: its experiment and the runs in it, of trials and of cells. */
public record RecordedSweep(long sweepId, String name, String experimentId, Set<String> runIds) {
    public RecordedSweep {
        runIds = Set.copyOf(runIds);
    }
}
