package dev.contranorm.orchestrator.local.process;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before a process that crashed is started again: twice as long each time, and not at all once it crashed
 * too often in a row. A process that lived for a while before it crashed starts the row anew.
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

    /** The wait before the next start after a crash; empty when it must not be started again. */
    Optional<Duration> afterCrash(Duration lived) {
        crashes = lived.compareTo(healthy) >= 0 ? 1 : crashes + 1;
        return crashes > limit ? Optional.empty() : Optional.of(first.multipliedBy(1L << (crashes - 1)));
    }
}
