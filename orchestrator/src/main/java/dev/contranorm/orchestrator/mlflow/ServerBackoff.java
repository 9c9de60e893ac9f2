package dev.contranorm.orchestrator.mlflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When an unavailable server is tried again: after one second, then after twice as long each time, up to five minutes. */
final class ServerBackoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Clock clock;
    private Duration pause = Duration.ZERO;
    private Instant next = Instant.MIN;

    ServerBackoff(Clock clock) {
        this.clock = clock;
    }

    boolean due() {
        return !clock.instant().isBefore(next);
    }

    /** @return whether this is the first failure in a row */
    boolean failed() {
        boolean first = pause.isZero();
        Duration doubled = pause.multipliedBy(2);
        pause = first ? FIRST : doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        next = clock.instant().plus(pause);
        return first;
    }

    /** @return whether the previous try failed */
    boolean succeeded() {
        boolean recovered = !pause.isZero();
        pause = Duration.ZERO;
        next = Instant.MIN;
        return recovered;
    }
}
