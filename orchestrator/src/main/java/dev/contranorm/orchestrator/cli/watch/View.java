package dev.contranorm.orchestrator.cli.watch;

/** Where progress is shown. */
public interface View extends AutoCloseable {
    void show(Snapshot snapshot);

    /** Leaves the last picture behind. */
    @Override
    void close();
}
