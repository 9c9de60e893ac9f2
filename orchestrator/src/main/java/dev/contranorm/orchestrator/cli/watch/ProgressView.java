package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.orchestrator.lifecycle.SweepStatus;

/** Where progress is shown. */
public interface ProgressView extends AutoCloseable {
    void show(SweepStatus status);

    /** Leaves the last picture behind. */
    @Override
    void close();
}
