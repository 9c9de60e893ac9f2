package dev.contranorm.db.sweep;

import dev.contranorm.db.trial.TrialState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The progress of a sweep.
 *
 * @param counts written trials by state; a state without trials counts 0
 * @param reused trials that carry another sweep's result
 * @param firstStart when its first trial started
 * @param endedLastMinute trials that workers ended in the last 60 seconds
 */
public record SweepProgress(
        long sweepId,
        SweepState state,
        long plannedTrials,
        long expandedTrials,
        Map<TrialState, Long> counts,
        long reused,
        Optional<Instant> firstStart,
        long endedLastMinute) {
    public SweepProgress {
        counts = Map.copyOf(counts);
    }

    public long count(TrialState state) {
        return counts.getOrDefault(state, 0L);
    }

    /** Trials that ended, with or without a result. */
    public long ended() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().ended())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
