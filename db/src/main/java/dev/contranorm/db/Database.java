package dev.contranorm.db;

import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.connection.DatabaseUnavailableException;
import dev.contranorm.db.event.EventStore;
import dev.contranorm.db.outbox.OutboxStore;
import dev.contranorm.db.projection.ProjectionStore;
import dev.contranorm.db.query.ReadOnlyQuery;
import dev.contranorm.db.result.ResultStore;
import dev.contranorm.db.sweep.SweepStore;
import dev.contranorm.db.trial.TrialStore;

/** The results database: connections, migrated schema, and a store for each part of it. Safe to share between threads. */
public final class Database implements AutoCloseable {
    private Database() {}

    /**
     * Connects and migrates the schema.
     *
     * @throws DatabaseUnavailableException when it cannot be reached
     */
    public static Database open(DatabaseSettings settings) {
        throw new UnsupportedOperationException("not written yet");
    }

    public SweepStore sweeps() {
        throw new UnsupportedOperationException("not written yet");
    }

    public TrialStore trials() {
        throw new UnsupportedOperationException("not written yet");
    }

    public OutboxStore outbox() {
        throw new UnsupportedOperationException("not written yet");
    }

    public EventStore events() {
        throw new UnsupportedOperationException("not written yet");
    }

    public ResultStore results() {
        throw new UnsupportedOperationException("not written yet");
    }

    public ProjectionStore projections() {
        throw new UnsupportedOperationException("not written yet");
    }

    public ReadOnlyQuery query() {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Whether the database answers now: for health checks. */
    public boolean answers() {
        throw new UnsupportedOperationException("not written yet");
    }

    @Override
    public void close() {}
}
