package dev.contranorm.db.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The trials of sweeps. Every writing call is one transaction and safe to repeat. */
public final class TrialStore {
    /**
     * Adds the next trials of a sweep's plan: trials, outbox rows and the sweep's {@code expandedTrials}, all or nothing. A
     * trial whose hash has already ended with a result in another sweep arrives with that result and is not published. In a
     * sweep that is being stopped or was cancelled nothing is added.
     *
     * @param firstIndex index of the first trial in the plan; the chunk is refused ({@code added} = 0) unless it equals the
     *     sweep's {@code expandedTrials}, so that a repeated chunk changes nothing
     */
    public ChunkResult addChunk(long sweepId, long firstIndex, List<NewTrial> trials) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Trials in work, longest running first. */
    public List<RunningTrial> running(long sweepId) {
        throw new UnsupportedOperationException("not written yet");
    }

    public Optional<TrialDetail> find(long trialId) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Cancels what is pending or queued; what is running goes on. Returns how many. */
    public int cancelUnstarted(long sweepId) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Cancels what has not ended. Returns how many; the workers still have to be told. */
    public int cancelAll(long sweepId) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Puts failed trials back to pending, with all their attempts again; a finished sweep runs again. Returns how many. */
    public int retryFailed(long sweepId) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Puts cancelled trials back to pending; see {@link #retryFailed}. */
    public int retryCancelled(long sweepId) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Running attempts that have been silent for longer than {@code silence}, the longest silence first. */
    public List<LostAttempt> lost(Duration silence, int limit) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Ends these attempts as lost, unless they have been heard since: the trial is queued again (the bus delivers it anew) or,
     * when failed and lost attempts have used up {@code maxAttempts}, failed with a reason. An attempt that speaks after all
     * is running again as long as no newer one has begun.
     *
     * @return the attempts that were ended
     */
    public List<LostAttempt> expireLost(List<LostAttempt> attempts) {
        throw new UnsupportedOperationException("not written yet");
    }
}
