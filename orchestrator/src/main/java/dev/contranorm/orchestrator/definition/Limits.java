package dev.contranorm.orchestrator.definition;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Bounds of a sweep's execution.
 *
 * @param parallelTrials trials queued or running at once; empty = as many as there are workers
 * @param maxFailedTrials failed trials after which the sweep stops; empty = never
 * @param trialTimeout longest time of one attempt
 * @param maxAttempts attempts of one trial, at least 1
 */
public record Limits(
        OptionalInt parallelTrials, OptionalInt maxFailedTrials, Optional<Duration> trialTimeout, int maxAttempts) {
    /** Attempts of a trial when the definition says nothing. */
    public static final int DEFAULT_ATTEMPTS = 3;

    public Limits {
        Objects.requireNonNull(parallelTrials, "parallelTrials");
        Objects.requireNonNull(maxFailedTrials, "maxFailedTrials");
        Objects.requireNonNull(trialTimeout, "trialTimeout");
        if (parallelTrials.orElse(1) < 1) {
            throw new IllegalArgumentException("parallelTrials must be at least 1");
        }
        if (maxFailedTrials.orElse(0) < 0) {
            throw new IllegalArgumentException("maxFailedTrials must not be negative");
        }
        if (trialTimeout.isPresent()
                && (trialTimeout.get().isNegative() || trialTimeout.get().isZero())) {
            throw new IllegalArgumentException("trialTimeout must be positive");
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1");
        }
    }

    /** No bound but the default number of attempts. */
    public static Limits none() {
        return new Limits(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), DEFAULT_ATTEMPTS);
    }
}
