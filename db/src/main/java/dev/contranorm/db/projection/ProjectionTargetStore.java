package dev.contranorm.db.projection;

import dev.contranorm.db.connection.Access;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The tracking servers that results are projected to: each known by its address, used by one process at a time. */
public final class ProjectionTargetStore {
    /** The advisory locks of targets share this number; the second number is the target's. */
    private static final int LOCKS = 0x5052_4F4A;

    private final Access access;

    public ProjectionTargetStore(Access access) {
        this.access = access;
    }

    /** The target with this address; a new one is recorded. */
    public ProjectionTarget of(String uri) {
        return access.transaction(handle -> {
            handle.createUpdate("INSERT INTO projection_target (uri) VALUES (:uri) ON CONFLICT (uri) DO NOTHING")
                    .bind("uri", uri)
                    .execute();
            return handle.createQuery("SELECT id, uri FROM projection_target WHERE uri = :uri")
                    .bind("uri", uri)
                    .map((row, context) -> new ProjectionTarget(row.getLong("id"), row.getString("uri")))
                    .one();
        });
    }

    /** Forgets what the server has: the next round pushes everything. */
    public void forget(ProjectionTarget target) {
        access.transaction(handle -> {
            for (String table : List.of("projection_cell", "projection_trial", "projection_sweep")) {
                handle.createUpdate("DELETE FROM " + table + " WHERE target_id = :target")
                        .bind("target", target.id())
                        .execute();
            }
            return null;
        });
    }

    /** All that is recorded of the target, to be compared with what the server really has. */
    public List<RecordedSweep> recorded(ProjectionTarget target) {
        return access.read(handle -> handle.createQuery(
                        """
                        SELECT sweep.id, sweep.name, recorded.experiment_id, array(
                            SELECT run.run_id FROM projection_trial run JOIN trial ON trial.id = run.trial_id
                            WHERE run.target_id = recorded.target_id AND trial.sweep_id = sweep.id
                            UNION
                            SELECT run.run_id FROM projection_cell run
                            WHERE run.target_id = recorded.target_id AND run.sweep_id = sweep.id) AS runs
                        FROM projection_sweep recorded JOIN sweep ON sweep.id = recorded.sweep_id
                        WHERE recorded.target_id = :target ORDER BY sweep.id""")
                .bind("target", target.id())
                .map((row, context) -> new RecordedSweep(
                        row.getLong("id"), row.getString("name"), row.getString("experiment_id"), Set.of((String[])
                                row.getArray("runs").getArray())))
                .list());
    }

    /**
     * Runs the work under an advisory lock, so that no two processes project to the target at once and create runs twice.
     *
     * @return false when another process holds the lock; the work did not run
     */
    public boolean exclusively(ProjectionTarget target, Runnable work) {
        return access.read(handle -> {
            if (!lock(handle, "pg_try_advisory_lock", target)) {
                return false;
            }
            try {
                work.run();
            } finally {
                lock(handle, "pg_advisory_unlock", target);
            }
            return true;
        });
    }

    private static boolean lock(Handle handle, String function, ProjectionTarget target) {
        return handle.createQuery("SELECT " + function + "(:space, :target)")
                .bind("space", LOCKS)
                .bind("target", (int) target.id())
                .mapTo(Boolean.class)
                .one();
    }
}
