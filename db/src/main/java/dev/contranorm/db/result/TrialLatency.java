package dev.contranorm.db.result;

/**
 * How long the trials of a sweep took from being written to their recorded end, waiting included.
 *
 * @param succeeded trials that succeeded
 * @param medianMillis median over the ended trials; 0 when there is none
 * @param percentile99Millis 99th percentile of the same
 */
public record TrialLatency(long succeeded, double medianMillis, double percentile99Millis) {}
