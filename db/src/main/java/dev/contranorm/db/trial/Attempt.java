package dev.contranorm.db.trial;

import java.time.Instant;
import java.util.Optional;

/**
 * One delivery of a trial that started work.
 *
 * @param number from 1 on, rising; the highest fences the others
 * @param provenance JSON: dataset digest, code version, libraries, device, threads
 * @param lateEvents events that came after a newer attempt had begun, or after the trial had ended, and were ignored
 */
public record Attempt(
        int number,
        AttemptState state,
        String worker,
        Instant startedAt,
        Instant heardAt,
        Optional<Instant> endedAt,
        int firstEpoch,
        int epoch,
        int epochs,
        Optional<String> provenance,
        Optional<String> failureKind,
        Optional<String> reason,
        Optional<String> detail,
        Optional<ResourceUsage> usage,
        long lateEvents) {}
