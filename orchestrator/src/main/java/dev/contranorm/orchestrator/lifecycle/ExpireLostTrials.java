package dev.contranorm.orchestrator.lifecycle;

import dev.contranorm.db.trial.LostAttempt;
import dev.contranorm.db.trial.TrialStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends attempts whose worker sends no more heartbeats, a page at a time. After the machine was suspended, as a sleeping laptop
 * is, the full timeout starts again: the workers were suspended too.
 */
public final class ExpireLostTrials implements PeriodicTask {
    private static final Logger LOG = LoggerFactory.getLogger(ExpireLostTrials.class);
    private static final int PAGE = 200;

    private final TrialStore trials;
    private final Duration silence;
    private final Duration pause;
    private final Clock clock;
    private Optional<Instant> before = Optional.empty();
    private Instant patience = Instant.MIN;

    /**
     * @param silence time without a heartbeat after which an attempt is lost; several heartbeat intervals, and longer than the
     *     bus takes to redeliver
     */
    public ExpireLostTrials(TrialStore trials, Duration silence, Duration pause, Clock clock) {
        this.trials = trials;
        this.silence = silence;
        this.pause = pause;
        this.clock = clock;
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
        Instant now = clock.instant();
        if (before.filter(last -> last.plus(pause).plus(silence.dividedBy(2)).isBefore(now))
                .isPresent()) {
            LOG.info("No check since {}: workers have {} s to send a heartbeat", before.get(), silence.toSeconds());
            patience = now.plus(silence);
        }
        before = Optional.of(now);
        if (!now.isBefore(patience)) {
            expire();
        }
    }

    private void expire() {
        List<LostAttempt> expired;
        do {
            expired = trials.expireLost(trials.lost(silence, PAGE));
            expired.forEach(lost -> LOG.warn(
                    "Trial {} of sweep {}: no heartbeat from worker {} for {} s; attempt {} is lost",
                    lost.trialId(),
                    lost.sweepId(),
                    lost.worker(),
                    lost.silence().toSeconds(),
                    lost.attempt()));
        } while (expired.size() == PAGE);
    }
}
