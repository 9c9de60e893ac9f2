package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.sweep.Sweep;
import java.util.Objects;

/**
 * A submitted sweep.
 *
 * @param sweep its state after the submission; an existing sweep keeps its number
 * @param retried failed or cancelled trials that were put back to pending
 */
public record Submission(Sweep sweep, int retried) {
    public Submission {
        Objects.requireNonNull(sweep, "sweep");
    }
}
