package dev.contranorm.db.projection;

import dev.contranorm.db.trial.TrialDetail;
import java.util.Optional;

/**
 * A trial of which the target lacks something: its run, its new state, or points.
 *
 * @param trial as it is now, with attempts (their provenance, usage) and checkpoints; with a reused result these are the
 *     original's
 * @param runId the run recorded before
 * @param version rises whenever the trial changes; pass it to {@link ProjectionStore#projected}
 * @param projectedVersion the version passed last, -1 when there was none: what the target has
 * @param pointsAfter watermark for {@link ProjectionStore#points}, 0 before the first point
 */
public record TrialProjection(
        TrialDetail trial, Optional<String> runId, long version, long projectedVersion, long pointsAfter) {}
