package dev.contranorm.db.trial;

import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What changes of trials mean for their sweeps, within the same transaction. The sweep package knows. */
public interface SweepGuard {
    /** Stops those of these sweeps in which more trials failed than they bear; returns the ones that it stopped. */
    Set<Long> stopWhereTooManyFailed(Handle handle, Collection<Long> sweepIds);

    /** Makes a sweep run again whose trials were put back. */
    void reopen(Handle handle, long sweepId);
}
