package dev.contranorm.db;

import dev.contranorm.db.connection.Access;
import dev.contranorm.db.connection.DatabaseException;
import dev.contranorm.db.connection.DatabaseSettings;
import dev.contranorm.db.connection.DatabaseUnavailableException;
import dev.contranorm.db.event.EventStore;
import dev.contranorm.db.outbox.OutboxStore;
import dev.contranorm.db.projection.ProjectionStore;
import dev.contranorm.db.projection.ProjectionTargetStore;
import dev.contranorm.db.query.ReadOnlyQuery;
import dev.contranorm.db.result.KnownResultStore;
import dev.contranorm.db.result.ResultStore;
import dev.contranorm.db.sweep.SweepMoves;
import dev.contranorm.db.sweep.SweepStore;
import dev.contranorm.db.trial.SweepGuard;
import dev.contranorm.db.trial.TrialStore;

/** The results database: connections, migrated schema, and a store for each part of it. Safe to share between threads. */
public final class Database implements AutoCloseable {
    private final Access access;
    private final SweepStore sweeps;
    private final TrialStore trials;
    private final OutboxStore outbox;
    private final EventStore events;
    private final ResultStore results;
    private final KnownResultStore knownResults;
    private final ProjectionTargetStore projectionTargets;
    private final ProjectionStore projections;
    private final ReadOnlyQuery query;

    private Database(Access access) {
        SweepGuard guard = new SweepMoves();
        this.access = access;
        this.sweeps = new SweepStore(access);
        this.trials = new TrialStore(access, guard);
        this.outbox = new OutboxStore(access);
        this.events = new EventStore(access, guard);
        this.results = new ResultStore(access);
        this.knownResults = new KnownResultStore(access);
        this.projectionTargets = new ProjectionTargetStore(access);
        this.projections = new ProjectionStore(access);
        this.query = new ReadOnlyQuery(access);
    }

    /**
     * Connects and migrates the schema.
     *
     * @throws DatabaseUnavailableException when it cannot be reached, or refuses the user
     * @throws DatabaseException when it cannot be migrated
     */
    public static Database open(DatabaseSettings settings) {
        return new Database(Access.open(settings));
    }

    public SweepStore sweeps() {
        return sweeps;
    }

    public TrialStore trials() {
        return trials;
    }

    public OutboxStore outbox() {
        return outbox;
    }

    public EventStore events() {
        return events;
    }

    public ResultStore results() {
        return results;
    }

    public KnownResultStore knownResults() {
        return knownResults;
    }

    public ProjectionTargetStore projectionTargets() {
        return projectionTargets;
    }

    public ProjectionStore projections() {
        return projections;
    }

    public ReadOnlyQuery query() {
        return query;
    }

    /** Whether the database answers now: for health checks. */
    public boolean answers() {
        try {
            return access.read(handle ->
                    handle.createQuery("SELECT 1").mapTo(Integer.class).one() == 1);
        } catch (DatabaseException away) {
            return false;
        }
    }

    @Override
    public void close() {
        access.close();
    }
}
