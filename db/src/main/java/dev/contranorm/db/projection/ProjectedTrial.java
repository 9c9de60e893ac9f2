package dev.contranorm.db.projection;

import java.util.Objects;

/**
 * What the target now has of a trial.
 *
 * @param version the {@link TrialProjection#version} that was pushed; a trial that has changed meanwhile is offered again
 * @param pointsAfter watermark of the last page of points that was pushed
 */
public record ProjectedTrial(long trialId, String runId, long version, long pointsAfter) {
    public ProjectedTrial {
        Objects.requireNonNull(runId, "runId");
    }
}
