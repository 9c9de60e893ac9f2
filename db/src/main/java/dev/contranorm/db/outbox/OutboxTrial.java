package dev.contranorm.db.outbox;

import java.time.Duration;
import java.util.Optional;

/**
 * A trial to be published.
 *
 * @param attemptBase highest attempt number known; the delivery count is added to it
 * @param spec the specification as canonical JSON
 */
public record OutboxTrial(
        long trialId, long sweepId, String hash, int attemptBase, Optional<Duration> timeLimit, String spec) {}
