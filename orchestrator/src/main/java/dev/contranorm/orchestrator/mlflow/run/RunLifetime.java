package dev.contranorm.orchestrator.mlflow.run;

import dev.contranorm.orchestrator.mlflow.server.RunStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When a run started and how far it is.
 *
 * @param end present exactly when the status is one of an ended run
 */
public record RunLifetime(Instant start, Optional<Instant> end, RunStatus status) {
    public RunLifetime {
        Objects.requireNonNull(start, "start");
        if (end.isPresent() != status.ended()) {
            throw new IllegalArgumentException("a run with status " + status + " and end " + end);
        }
    }

    public boolean ended() {
        return end.isPresent();
    }
}
