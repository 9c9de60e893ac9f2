package dev.contranorm.db.trial;

import java.time.Instant;
import java.util.SortedMap;

/**
 * A trial that a worker is training.
 *
 * @param epoch the newest epoch measured, 0 before the first
 * @param epochs how many there will be
 * @param heardAt when the database last recorded a sign of life
 * @param latest the newest value of every metric that is measured by epoch
 */
public record RunningTrial(
        long trialId,
        long sweepId,
        int attempt,
        String worker,
        Instant startedAt,
        Instant heardAt,
        int epoch,
        int epochs,
        SortedMap<String, Double> latest) {}
