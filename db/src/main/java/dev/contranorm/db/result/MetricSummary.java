package dev.contranorm.db.result;

import java.util.OptionalDouble;

/**
 * Statistics of a metric over the n trials of a cell that have a result. All are empty when n = 0.
 *
 * @param std sample standard deviation (n − 1); empty when n &lt; 2
 */
public record MetricSummary(OptionalDouble mean, OptionalDouble std, OptionalDouble min, OptionalDouble max) {}
