package dev.contranorm.orchestrator.definition;

import java.util.Objects;

/**
 * The metric with the key and place at which problems with its name are told.
 *
 * @param written false for the default of a definition that says nothing
 */
record WrittenMetric(Metric metric, String key, Place place, boolean written) {
    WrittenMetric {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(place, "place");
    }
}
