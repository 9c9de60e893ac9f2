package dev.contranorm.db.sweep;

import dev.contranorm.db.trial.StateChanges;
import dev.contranorm.db.trial.SweepGuard;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Changes the states of sweeps within a transaction. Each change is one conditional statement, so that of two at once only an
 * allowed one takes effect.
 */
public final class SweepMoves implements SweepGuard {
    private static final Set<SweepState> OPEN = Set.of(SweepState.EXPANDING, SweepState.RUNNING);
    /** Left when trials are put back to pending; a paused sweep stays paused. */
    private static final Set<SweepState> REOPENED =
            Set.of(SweepState.STOPPING, SweepState.FINISHED, SweepState.CANCELLED);

    static boolean move(Handle handle, long id, SweepState to) {
        return handle.createUpdate("UPDATE sweep SET state = :to, finished_at = CASE WHEN :ended THEN now() END"
                                + " WHERE id = :id AND state = ANY (:sources)")
                        .bind("id", id)
                        .bind("to", to.label())
                        .bind("ended", to.ended())
                        .bindArray("sources", String.class, SweepState.labels(SweepTransitions.sources(to)))
                        .execute()
                == 1;
    }

    @Override
    public Set<Long> stopWhereTooManyFailed(Handle handle, Collection<Long> sweepIds) {
        if (sweepIds.isEmpty()) {
            return Set.of();
        }
        List<Long> exceeded = handle.createQuery(
                        """
                        SELECT id FROM sweep
                        WHERE id = ANY (:ids) AND max_failed_trials IS NOT NULL AND max_failed_trials <
                            (SELECT count(*) FROM trial WHERE trial.sweep_id = sweep.id AND trial.state = 'failed')
                        ORDER BY id""")
                .bindArray("ids", Long.class, new TreeSet<>(sweepIds))
                .mapTo(Long.class)
                .list();
        Set<Long> stopped = new HashSet<>();
        for (long sweepId : exceeded) {
            if (move(handle, sweepId, SweepState.STOPPING)) {
                StateChanges.drain(handle, sweepId);
                stopped.add(sweepId);
            }
        }
        return stopped;
    }

    @Override
    public void reopen(Handle handle, long sweepId) {
        if (state(handle, sweepId).filter(REOPENED::contains).isPresent()) {
            resume(handle, sweepId);
        }
    }

    /** To EXPANDING when trials are still to be written, else to RUNNING. An open sweep stays as it is. */
    static boolean resume(Handle handle, long sweepId) {
        Optional<SweepState> state = state(handle, sweepId);
        if (state.isEmpty() || OPEN.contains(state.get())) {
            return state.isPresent();
        }
        boolean unwritten = handle.createQuery("SELECT expanded_trials < planned_trials FROM sweep WHERE id = :id")
                .bind("id", sweepId)
                .mapTo(Boolean.class)
                .one();
        return move(handle, sweepId, unwritten ? SweepState.EXPANDING : SweepState.RUNNING);
    }

    static List<Long> in(Handle handle, SweepState state) {
        return handle.createQuery("SELECT id FROM sweep WHERE state = :state ORDER BY id")
                .bind("state", state.label())
                .mapTo(Long.class)
                .list();
    }

    static Optional<SweepState> state(Handle handle, long sweepId) {
        return handle.createQuery("SELECT state FROM sweep WHERE id = :id FOR UPDATE")
                .bind("id", sweepId)
                .mapTo(String.class)
                .findOne()
                .map(SweepState::of);
    }
}
