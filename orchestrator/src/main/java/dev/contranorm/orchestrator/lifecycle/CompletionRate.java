package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.sweep.SweepProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rate at which trials of a sweep end, and how long the remaining ones take at that rate. */
record CompletionRate(double trialsPerMinute, Optional<Duration> timeLeft) {
    private static final double WINDOW_SECONDS = 60;
    private static final double SHORTEST_SECONDS = 1;

    static CompletionRate of(SweepProgress progress, Instant now) {
        double seconds = progress.firstStart()
                .map(start -> Duration.between(start, now).toMillis() / 1000.0)
                .map(elapsed -> Math.min(WINDOW_SECONDS, Math.max(SHORTEST_SECONDS, elapsed)))
                .orElse(WINDOW_SECONDS);
        double perMinute = progress.endedLastMinute() * 60 / seconds;
        long left = progress.plannedTrials() - progress.ended();
        boolean known = perMinute > 0 && left > 0 && !progress.state().ended();
        return new CompletionRate(
                perMinute,
                known ? Optional.of(Duration.ofSeconds(Math.round(left * 60 / perMinute))) : Optional.empty());
    }
}
