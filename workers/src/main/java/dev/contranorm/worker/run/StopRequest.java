package dev.contranorm.worker.run;

import dev.contranorm.zoo.train.loop.StopSignal;
import java.time.Duration;
import java.util.Optional;

/** Asks one attempt to stop early. The first reason counts. */
final class StopRequest implements StopSignal {
    /** Why an attempt stops early, and how long it may take before the worker abandons it. */
    enum Reason {
        SHUTDOWN("the worker was told to stop", Duration.ofSeconds(6)),
        CANCELLED("cancelled", Duration.ofSeconds(60)),
        TIME_LIMIT("time limit", Duration.ofSeconds(60));

        private final String text;
        private final Duration grace;

        Reason(String text, Duration grace) {
            this.text = text;
            this.grace = grace;
        }

        String text() {
            return text;
        }
    }

    private final long limitNanos;
    private final long startedAt = System.nanoTime();
    private Reason reason;
    private long askedAt;

    StopRequest(Optional<Duration> timeLimit) {
        this.limitNanos = timeLimit.map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    synchronized void ask(Reason why) {
        if (reason == null) {
            reason = why;
            askedAt = System.nanoTime();
        }
    }

    @Override
    public boolean requested() {
        return reason().isPresent();
    }

    synchronized Optional<Reason> reason() {
        if (reason == null && System.nanoTime() - startedAt >= limitNanos) {
            ask(Reason.TIME_LIMIT);
        }
        return Optional.ofNullable(reason);
    }

    /** Whether the attempt was asked to stop and has exceeded the time it may take. */
    synchronized boolean isOverdue() {
        return reason().isPresent() && System.nanoTime() - askedAt > reason.grace.toNanos();
    }
}
