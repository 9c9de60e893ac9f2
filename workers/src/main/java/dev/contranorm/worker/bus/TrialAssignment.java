package dev.contranorm.worker.bus;

import dev.contranorm.zoo.trial.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A trial that waits for a worker.
 *
 * @param attemptBase the highest attempt number already used for this trial; the attempt of a delivery is this plus
 *     Kafka's delivery count, which starts at 1
 * @param timeLimit how long one attempt may train
 * @param queuedAt when the orchestrator published it
 */
public record TrialAssignment(
        long trialId, long sweepId, int attemptBase, Optional<Duration> timeLimit, TrialSpec spec, Instant queuedAt) {
    public TrialAssignment {
        if (attemptBase < 0) {
            throw new IllegalArgumentException("attemptBase: " + attemptBase + " is not in range; allowed: 0 or more");
        }
        Objects.requireNonNull(timeLimit, "timeLimit");
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(queuedAt, "queuedAt");
    }

    /** The number of the attempt that a delivery starts. */
    public int attempt(int deliveryCount) {
        return attemptBase + Math.max(1, deliveryCount);
    }
}
