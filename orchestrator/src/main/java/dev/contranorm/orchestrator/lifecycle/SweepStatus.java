package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.RunningTrial;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a sweep is, at one moment.
 *
 * @param trialsPerMinute trials that workers end per minute, over the last minute (less when the first started later); 0
 *     while nothing runs
 * @param timeLeft until the last trial ends at that rate; empty when no rate is known or nothing is left
 * @param running trials in work, longest running first
 */
public record SweepStatus(
        Sweep sweep,
        SweepProgress progress,
        double trialsPerMinute,
        Optional<Duration> timeLeft,
        List<RunningTrial> running) {
    public SweepStatus {
        Objects.requireNonNull(sweep, "sweep");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(timeLeft, "timeLeft");
        running = List.copyOf(running);
    }
}
