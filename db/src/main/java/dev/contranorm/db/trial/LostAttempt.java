package dev.contranorm.db.trial;

import java.time.Duration;
import java.time.Instant;

/**
 * A running attempt whose worker has been silent.
 *
 * @param silence how long, when it was read, by the database's clock
 */
public record LostAttempt(long trialId, long sweepId, int attempt, String worker, Instant heardAt, Duration silence) {}
