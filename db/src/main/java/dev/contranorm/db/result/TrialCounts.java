package dev.contranorm.db.result;

/**
 * How many trials of a cell are in which state.
 *
 * @param n trials with a result
 * @param open trials that have not ended
 */
public record TrialCounts(long n, long failed, long open, long cancelled) {}
