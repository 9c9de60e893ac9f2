package dev.contranorm.db.trial;

import java.util.List;

/**
 * Everything about one trial except its metric history.
 *
 * @param index position in its sweep's plan, from 0
 * @param attempt the highest attempt number known, 0 before the first
 * @param attempts in order; with a reused result, those of the original
 * @param checkpoints in order; with a reused result, those of the original
 */
public record TrialDetail(
        long id,
        long sweepId,
        long index,
        int attempt,
        SpecRow spec,
        TrialStatus status,
        TrialTimes times,
        List<Attempt> attempts,
        List<Checkpoint> checkpoints) {}
