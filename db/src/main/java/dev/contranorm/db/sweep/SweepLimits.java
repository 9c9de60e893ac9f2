package dev.contranorm.db.sweep;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Limits of a sweep.
 *
 * @param parallelTrials most trials that may be published and not yet ended at a time; empty = no limit
 * @param maxFailedTrials failed trials that are allowed; one more stops the sweep; empty = no limit
 * @param trialTimeout longest time one attempt may take; empty = no limit
 * @param maxAttempts failed and lost attempts of a trial before it counts as failed, at least 1
 */
public record SweepLimits(
        OptionalInt parallelTrials, OptionalInt maxFailedTrials, Optional<Duration> trialTimeout, int maxAttempts) {
    public SweepLimits {
        if (parallelTrials.isPresent() && parallelTrials.getAsInt() < 1) {
            throw new IllegalArgumentException("parallelTrials: " + parallelTrials.getAsInt() + " is less than 1");
        }
        if (maxFailedTrials.isPresent() && maxFailedTrials.getAsInt() < 0) {
            throw new IllegalArgumentException("maxFailedTrials: " + maxFailedTrials.getAsInt() + " is negative");
        }
        if (trialTimeout.isPresent()
                && (trialTimeout.get().isNegative() || trialTimeout.get().isZero())) {
            throw new IllegalArgumentException("trialTimeout: " + trialTimeout.get() + " is not positive");
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts: " + maxAttempts + " is less than 1");
        }
    }

    /** No limits, three attempts. */
    public static SweepLimits none() {
        return new SweepLimits(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), 3);
    }
}
