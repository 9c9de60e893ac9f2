package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.db.sweep.SweepProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast a sweep goes.
 *
 * @param trialsPerMinute ended by workers within the last minute, or since the start when that is less ago
 * @param left time until all trials have ended at this pace; empty before the first has
 */
record Pace(double trialsPerMinute, Optional<Duration> left) {
    private static final double MINUTE_MILLIS = 60_000;

    static Pace of(SweepProgress progress, Instant now) {
        double minutes = progress.firstStart()
                .map(start -> Duration.between(start, now).toMillis() / MINUTE_MILLIS)
                .orElse(1.0);
        double perMinute = progress.endedLastMinute() / Math.min(1, Math.max(minutes, 1.0 / 60));
        long open = progress.plannedTrials() - progress.ended();
        return new Pace(
                perMinute,
                perMinute > 0 && open > 0
                        ? Optional.of(Duration.ofMillis((long) (open / perMinute * MINUTE_MILLIS)))
                        : Optional.empty());
    }
}
