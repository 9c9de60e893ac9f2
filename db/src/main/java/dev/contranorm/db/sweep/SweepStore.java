package dev.contranorm.db.sweep;

import dev.contranorm.db.connection.Access;
import dev.contranorm.db.trial.StateChanges;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The sweeps. Every writing call is one transaction and safe to repeat. */
public final class SweepStore {
    private final Access access;

    public SweepStore(Access access) {
        this.access = access;
    }

    /** Records a sweep in state EXPANDING. If a sweep has the same definition hash, returns that one, whatever its state. */
    public Sweep submit(NewSweep sweep) {
        return access.transaction(handle -> {
            SweepLimits limits = sweep.limits();
            handle.createUpdate(
                            """
                            INSERT INTO sweep (name, definition, definition_hash, protocol, metric, maximize,
                                planned_trials, parallel_trials, max_failed_trials, trial_timeout, max_attempts)
                            VALUES (:name, :definition, :definitionHash, :protocol, :metric, :maximize,
                                :plannedTrials, :parallelTrials, :maxFailedTrials,
                                make_interval(secs => :timeoutSeconds), :maxAttempts)
                            ON CONFLICT (definition_hash) DO NOTHING""")
                    .bind("name", sweep.name())
                    .bind("definition", sweep.definition())
                    .bind("definitionHash", sweep.definitionHash())
                    .bind("protocol", sweep.protocol())
                    .bind("metric", sweep.metric())
                    .bind("maximize", sweep.maximize())
                    .bind("plannedTrials", sweep.plannedTrials())
                    .bind("parallelTrials", boxed(limits.parallelTrials()))
                    .bind("maxFailedTrials", boxed(limits.maxFailedTrials()))
                    .bind(
                            "timeoutSeconds",
                            limits.trialTimeout().map(SweepStore::seconds).orElse(null))
                    .bind("maxAttempts", limits.maxAttempts())
                    .execute();
            return handle.createQuery(SweepRows.SELECT + " WHERE definition_hash = :hash")
                    .bind("hash", sweep.definitionHash())
                    .map(SweepRows::sweep)
                    .one();
        });
    }

    private static Integer boxed(java.util.OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    private static Double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    public Optional<Sweep> find(long id) {
        return access.read(handle -> handle.createQuery(SweepRows.SELECT + " WHERE id = :id")
                .bind("id", id)
                .map(SweepRows::sweep)
                .findOne());
    }

    /** The newest sweep with this name. */
    public Optional<Sweep> newestNamed(String name) {
        return access.read(
                handle -> handle.createQuery(SweepRows.SELECT + " WHERE name = :name ORDER BY id DESC LIMIT 1")
                        .bind("name", name)
                        .map(SweepRows::sweep)
                        .findOne());
    }

    /** Newest first. */
    public List<Sweep> list(int limit) {
        return access.read(handle -> handle.createQuery(SweepRows.SELECT + " ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map(SweepRows::sweep)
                .list());
    }

    /** Oldest first. */
    public List<Sweep> inStates(Set<SweepState> states) {
        return access.read(handle -> handle.createQuery(SweepRows.SELECT + " WHERE state = ANY (:states) ORDER BY id")
                .bindArray("states", String.class, SweepState.labels(states))
                .map(SweepRows::sweep)
                .list());
    }

    /**
     * Moves the sweep if the table of transitions allows it; a sweep that is already in the state counts as moved. In the
     * same transaction, STOPPING cancels the trials that have not started, and CANCELLED all that have not ended; the
     * caller still has to tell the workers.
     *
     * @return false when the table forbids the move, or there is no such sweep
     */
    public boolean move(long id, SweepState to) {
        return access.transaction(handle -> {
            boolean there = SweepMoves.move(handle, id, to)
                    || SweepMoves.state(handle, id).filter(to::equals).isPresent();
            if (there) {
                cancelTrials(handle, id, to);
            }
            return there;
        });
    }

    private static void cancelTrials(Handle handle, long id, SweepState state) {
        if (state == SweepState.STOPPING) {
            StateChanges.drain(handle, id);
        } else if (state == SweepState.CANCELLED) {
            StateChanges.cancelAll(handle, id);
        }
    }

    /**
     * Leaves PAUSED, STOPPING, FINISHED or CANCELLED for EXPANDING when trials are still to be written, else for RUNNING.
     * Trials that were cancelled stay so; {@link dev.contranorm.db.trial.TrialStore#retryCancelled} puts them back.
     *
     * @return false when there is no such sweep
     */
    public boolean resume(long id) {
        return access.transaction(handle -> SweepMoves.resume(handle, id));
    }

    /** @throws java.util.NoSuchElementException when there is no such sweep */
    public SweepProgress progress(long id) {
        return access.read(handle -> SweepRows.progress(handle, id));
    }

    /**
     * Moves to FINISHED every sweep whose trials have all ended and that is STOPPING, or RUNNING with all planned trials
     * written. In a sweep that is STOPPING, trials that came back to the outbox or the bus meanwhile are cancelled first.
     *
     * @return how many sweeps were finished
     */
    public int finishCompleted() {
        return access.transaction(handle -> {
            SweepMoves.in(handle, SweepState.STOPPING).forEach(sweepId -> StateChanges.drain(handle, sweepId));
            return handle.createUpdate(
                            """
                            UPDATE sweep SET state = 'finished', finished_at = now()
                            WHERE state = ANY (:sources)
                            AND (state <> 'running' OR expanded_trials = planned_trials)
                            AND NOT EXISTS (SELECT 1 FROM trial WHERE trial.sweep_id = sweep.id
                                AND trial.state IN ('pending', 'queued', 'running'))""")
                    .bindArray(
                            "sources", String.class, SweepState.labels(SweepTransitions.sources(SweepState.FINISHED)))
                    .execute();
        });
    }
}
