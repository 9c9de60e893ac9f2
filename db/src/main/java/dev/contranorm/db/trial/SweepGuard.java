package dev.contranorm.db.trial;

import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What changes of trials mean for their sweeps, within the same transaction. Package {@code sweep} implements it. */
public interface SweepGuard {
    /**
     * Stops those of the sweeps in which more trials failed than their {@code maxFailedTrials}; returns the ones it stopped.
     */
    Set<Long> stopWhereTooManyFailed(Handle handle, Collection<Long> sweepIds);

    /** Reopens an ended or stopping sweep after trials of it were put back to pending. */
    void reopen(Handle handle, long sweepId);
}
