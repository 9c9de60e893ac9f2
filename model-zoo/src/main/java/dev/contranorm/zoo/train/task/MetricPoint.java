package dev.contranorm.zoo.train.task;

import java.util.Objects;

/**
 * One measured value.
 *
 * @param name such as {@code test/accuracy} (a fraction) or {@code layer/final/cosine}
 * @param step the epoch, 1-based; for names that start with {@code layer/} the layer, 1-based
 * @param value may be NaN if a measure is undefined
 */
public record MetricPoint(String name, long step, double value) {
    public MetricPoint {
        Objects.requireNonNull(name, "name");
    }
}
