package dev.contranorm.db.trial;

import dev.contranorm.db.connection.Access;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The trials of sweeps. Every writing call is one transaction and safe to repeat. */
public final class TrialStore {
    private final Access access;
    private final SweepGuard sweeps;
    private final LostAttempts lostAttempts;

    public TrialStore(Access access, SweepGuard sweeps) {
        this.access = access;
        this.sweeps = sweeps;
        this.lostAttempts = new LostAttempts(sweeps);
    }

    /**
     * Adds the next trials of a sweep's plan: trials, outbox rows and the sweep's {@code expandedTrials}, all or nothing. A
     * trial whose hash has already ended with a result in another sweep arrives with that result and is not published.
     * Nothing is added to a sweep that is being stopped, was cancelled, or is finished.
     *
     * @param firstIndex index of the first trial in the plan; the chunk is refused ({@code added} = 0) unless it equals the
     *     sweep's {@code expandedTrials}, so that a repeated chunk changes nothing
     * @throws java.util.NoSuchElementException when there is no such sweep
     * @throws IllegalArgumentException when the chunk goes beyond the planned trials, or contains a hash twice
     */
    public ChunkResult addChunk(long sweepId, long firstIndex, List<SpecRow> trials) {
        return access.transaction(handle -> new Expansion(handle, sweepId).add(firstIndex, trials));
    }

    /** Running trials, longest running first. */
    public List<RunningTrial> running(long sweepId) {
        return access.read(handle -> TrialRows.running(handle, sweepId));
    }

    public Optional<TrialDetail> find(long trialId) {
        return access.read(
                handle -> TrialRows.details(handle, List.of(trialId)).stream().findFirst());
    }

    /** Cancels the pending and queued trials; running ones continue. Returns how many were cancelled. */
    public int cancelUnstarted(long sweepId) {
        return access.transaction(handle -> StateChanges.drain(handle, sweepId));
    }

    /** Cancels the trials that have not ended. Returns how many; the caller still has to tell the workers. */
    public int cancelAll(long sweepId) {
        return access.transaction(handle -> StateChanges.cancelAll(handle, sweepId));
    }

    /**
     * Puts failed trials back to pending, with all attempts available again. A sweep that was finished, cancelled, or being
     * stopped runs again. Returns how many trials were put back.
     */
    public int retryFailed(long sweepId) {
        return retry(sweepId, TrialState.FAILED);
    }

    /** Puts cancelled trials back to pending; see {@link #retryFailed}. */
    public int retryCancelled(long sweepId) {
        return retry(sweepId, TrialState.CANCELLED);
    }

    private int retry(long sweepId, TrialState from) {
        return access.transaction(handle -> {
            int trials = StateChanges.retry(handle, sweepId, from);
            if (trials > 0) {
                sweeps.reopen(handle, sweepId);
            }
            return trials;
        });
    }

    /** Running attempts that have been silent for longer than {@code silence}, the longest silence first. */
    public List<LostAttempt> lost(Duration silence, int limit) {
        return access.read(handle -> LostAttempts.silent(handle, silence, limit));
    }

    /**
     * Ends these attempts as lost, unless they have reported since. The trial is queued, and the bus delivers it again; it
     * is cancelled when its sweep is being stopped, and failed when failed and lost attempts have used up {@code
     * maxAttempts}. An attempt that reports after all runs again, unless a newer one has begun.
     *
     * @return the attempts that were ended
     */
    public List<LostAttempt> expireLost(List<LostAttempt> attempts) {
        return access.transaction(handle -> lostAttempts.expire(handle, attempts));
    }
}
