package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.trial.LostAttempt;
import dev.contranorm.db.trial.TrialStore;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends attempts whose worker has fallen silent, a page at a time. */
public final class ExpireLostTrials implements Duty {
    private static final Logger LOG = LoggerFactory.getLogger(ExpireLostTrials.class);
    private static final int PAGE = 200;

    private final TrialStore trials;
    private final Duration silence;
    private final Duration pause;

    /** @param silence several times as long as a worker's heartbeat, and longer than the bus waits to deliver anew */
    public ExpireLostTrials(TrialStore trials, Duration silence, Duration pause) {
        this.trials = trials;
        this.silence = silence;
        this.pause = pause;
    }

    @Override
    public String id() {
        return "expire-lost-trials";
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public void perform() {
        List<LostAttempt> expired;
        do {
            expired = trials.expireLost(trials.lost(silence, PAGE));
            expired.forEach(lost -> LOG.warn(
                    "Trial {} of sweep {}: worker {} has been silent for {} s, so that attempt {} counts as lost",
                    lost.trialId(),
                    lost.sweepId(),
                    lost.worker(),
                    lost.silence().toSeconds(),
                    lost.attempt()));
        } while (expired.size() == PAGE);
    }
}
