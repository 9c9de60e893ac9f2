package dev.contranorm.orchestrator.local.process;

import java.time.Duration;
import java.util.Optional;

/**
 * The delay before a crashed process is restarted: doubled after each crash, and no restart after too many crashes in a row. A
 * process that ran for a while before it crashed resets the count.
 */
final class RestartDelay {
    private final Duration first;
    private final int limit;
    private final Duration healthy;
    private int crashes;

    RestartDelay(Duration first, int limit, Duration healthy) {
        this.first = first;
        this.limit = limit;
        this.healthy = healthy;
    }

    /** The delay before the next start after a crash; empty when it must not be restarted. */
    Optional<Duration> afterCrash(Duration lived) {
        crashes = lived.compareTo(healthy) >= 0 ? 1 : crashes + 1;
        return crashes > limit ? Optional.empty() : Optional.of(first.multipliedBy(1L << (crashes - 1)));
    }
}
