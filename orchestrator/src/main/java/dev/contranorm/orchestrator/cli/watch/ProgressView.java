package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.orchestrator.lifecycle.SweepStatus;

/** Shows the progress of a sweep. */
public interface ProgressView extends AutoCloseable {
    void show(SweepStatus status);

    /** Leaves the last state on the screen. */
    @Override
    void close();
}
