package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.RunningTrial;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The progress of a sweep at one moment.
 *
 * @param trialsPerMinute trials that end per minute, over the last minute (or since the first trial started, if later); 0 while
 *     nothing runs
 * @param timeLeft until the last trial ends at that rate; empty without a known rate or when nothing is left
 * @param running running trials, the longest running first
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
