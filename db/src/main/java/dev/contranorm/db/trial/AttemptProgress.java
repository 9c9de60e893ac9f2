package dev.contranorm.db.trial;

/**
 * How far an attempt has trained.
 *
 * @param firstEpoch from 1; above 1 when it resumed from a checkpoint
 * @param epoch newest epoch reported, 0 before the first
 * @param epochs epochs planned, or done when it finished
 */
public record AttemptProgress(int firstEpoch, int epoch, int epochs) {}
