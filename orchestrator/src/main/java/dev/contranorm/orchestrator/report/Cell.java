package dev.contranorm.orchestrator.report;

import java.util.Collections;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of a sweep's result: the trials of one cell, aggregated over splits of the dataset and seeds.
 *
 * @param parameters {@code dataset}, {@code backbone}, {@code norm}, {@code protocol} and every resolved parameter
 * @param n trials that succeeded
 * @param failed trials that failed; they are in no mean
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
            throw new IllegalArgumentException(
                    "a mean needs a trial and a std two: n " + n + ", failed " + failed + ", " + mean + ", " + std);
        }
    }

    /** A parameter as text, "" when the cell does not have it. */
    String label(String key) {
        Object value = parameters.get(key);
        return value == null ? "" : Numbers.plain(value);
    }
}
