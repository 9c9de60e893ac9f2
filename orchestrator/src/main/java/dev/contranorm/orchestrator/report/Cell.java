package dev.contranorm.orchestrator.report;

import java.util.Collections;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of one cell: its trials, aggregated over seeds and splits of the dataset.
 *
 * @param parameters {@code dataset}, {@code backbone}, {@code norm}, {@code protocol} and every resolved parameter
 * @param n number of succeeded trials
 * @param failed number of failed trials; they are excluded from the mean
 * @param mean of the sweep's metric, a fraction for accuracies; empty when n = 0
 * @param std sample standard deviation; empty when n &lt; 2
 */
public record Cell(
        SortedMap<String, Object> parameters,
        long n,
        long failed,
        OptionalDouble mean,
        OptionalDouble std,
        OptionalDouble min,
        OptionalDouble max) {
    public Cell {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        Objects.requireNonNull(mean, "mean");
        Objects.requireNonNull(std, "std");
        Objects.requireNonNull(min, "min");
        Objects.requireNonNull(max, "max");
        if (n < 0 || failed < 0 || (n == 0 && mean.isPresent()) || (n < 2 && std.isPresent())) {
            throw new IllegalArgumentException("a mean requires one trial and a standard deviation two: n " + n
                    + ", failed " + failed + ", mean " + mean + ", std " + std);
        }
    }

    /** A parameter as text; "" if the cell does not have it. */
    String label(String key) {
        Object value = parameters.get(key);
        return value == null ? "" : Numbers.plain(value);
    }
}
