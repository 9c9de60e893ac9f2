package dev.contranorm.db.projection;

import java.time.Instant;
import java.util.List;

/**
 * Points of a trial in the order in which they were measured. Where a resumed attempt measured a step again, the step comes
 * again, with the same value.
 *
 * @param pointsAfter watermark after this page, with which to ask for the next one
 * @param more whether there are more points
 */
public record PointPage(List<TimedPoint> points, long pointsAfter, boolean more) {
    /** One point with the worker's time at which it was reported. */
    public record TimedPoint(int attempt, String name, long step, double value, Instant at) {}
}
