package dev.contranorm.db.trial;

import java.util.Objects;

/** One measured value. {@code step} is the epoch, from 1, or the layer for names that begin with {@code layer/}. */
public record MetricPoint(String name, long step, double value) {
    public MetricPoint {
        Objects.requireNonNull(name, "name");
    }
}
