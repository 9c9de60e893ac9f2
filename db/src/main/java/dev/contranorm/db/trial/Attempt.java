package dev.contranorm.db.trial;

import java.util.Optional;

/**
 * One delivery of a trial that started work.
 *
 * @param number from 1, rising; only events of the highest move the trial
 * @param provenance JSON: dataset digest, code version, libraries, device, threads
 * @param lateEvents events that were ignored because a newer attempt had begun or the trial had ended
 */
public record Attempt(
        int number,
        AttemptState state,
        String worker,
        AttemptTimes times,
        AttemptProgress progress,
        Optional<String> provenance,
        AttemptEnd end,
        Optional<ResourceUsage> usage,
        long lateEvents) {}
