package dev.contranorm.db.event;

import dev.contranorm.db.trial.AttemptState;
import dev.contranorm.db.trial.MetricJson;
import dev.contranorm.db.trial.TrialCause;
import dev.contranorm.db.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides what each change of a batch means for its trial and attempt, in memory and in order. It does not access the
 * database: {@link BatchReading} loads and locks the rows before, and {@link BatchWriting} writes them after.
 */
final class Decisions {
    private final Map<Long, TrialRecord> trials;
    final List<MetricChunk> chunks = new ArrayList<>();
    final List<TrialChange.Checkpointed> checkpoints = new ArrayList<>();
    final Set<Long> movedSweeps = new HashSet<>();
    final Set<Long> failedSweeps = new HashSet<>();
    final Set<Long> unwanted = new HashSet<>();
    int applied;
    int repeated;
    int fenced;
    int unknown;

    Decisions(Map<Long, TrialRecord> trials) {
        this.trials = trials;
    }

    void decide(TrialChange change) {
        TrialRecord trial = trials.get(change.trialId());
        if (trial == null) {
            unknown++;
            return;
        }
        AttemptRecord attempt = trial.attempts.get(change.attempt());
        if (attempt != null && change.sequence() <= attempt.lastSequence) {
            repeated++;
            return;
        }
        if (attempt == null) {
            attempt = begin(trial, change);
        }
        attempt.lastSequence = change.sequence();
        attempt.changed = true;
        describe(attempt, change);
        if (moves(trial, attempt)) {
            applied++;
            if (attempt.state == AttemptState.LOST) {
                attempt.revive();
                trial.spentAttempts--;
                trial.changed = true;
            }
            apply(trial, attempt, change);
        } else {
            fenced++;
            attempt.lateEvents++;
            closeLate(trial, attempt, change);
        }
    }

    /** Only the newest attempt moves a trial, until the trial has ended or the attempt has reported its end. */
    private static boolean moves(TrialRecord trial, AttemptRecord attempt) {
        boolean speaking = attempt.state == AttemptState.RUNNING || attempt.state == AttemptState.LOST;
        return speaking && attempt.number == trial.attempt && !trial.state.ended();
    }

    private AttemptRecord begin(TrialRecord trial, TrialChange change) {
        AttemptRecord begun;
        if (change.attempt() < trial.attempt) {
            begun = AttemptRecord.begun(change, AttemptState.LOST);
        } else {
            supersede(trial, change);
            trial.attempt = change.attempt();
            trial.changed = true;
            if (!trial.state.ended() && !trial.attemptsLeft()) {
                fail(
                        trial,
                        "all " + trial.sweep.maxAttempts() + " attempts failed or were lost with their workers: "
                                + trial.reason);
            }
            begun = AttemptRecord.begun(change, trial.state.ended() ? AttemptState.REFUSED : AttemptState.RUNNING);
        }
        trial.attempts.put(begun.number, begun);
        return begun;
    }

    /** The bus delivers a trial again only after it has taken it from the previous worker. */
    private void supersede(TrialRecord trial, TrialChange change) {
        AttemptRecord before = trial.attempts.get(trial.attempt);
        if (before == null || before.state != AttemptState.RUNNING) {
            return;
        }
        String reason = "worker " + before.worker + " was lost in attempt " + before.number + ": attempt "
                + change.attempt() + " began on " + change.worker();
        before.end(AttemptState.LOST, change.at(), reason);
        if (!trial.state.ended()) {
            trial.spentAttempts++;
            trial.reason = reason;
            trial.versionSteps++;
        }
    }

    private static void describe(AttemptRecord attempt, TrialChange change) {
        if (change instanceof TrialChange.Started started) {
            attempt.worker = started.worker();
            attempt.startedAt = started.at();
            attempt.provenance = started.provenance();
            attempt.epochs = started.epochs();
            attempt.firstEpoch = started.firstEpoch();
            attempt.epoch = Math.max(attempt.epoch, started.firstEpoch() - 1);
        } else if (change instanceof TrialChange.Measured measured) {
            attempt.epoch = Math.max(attempt.epoch, measured.epoch());
        } else if (change instanceof TrialChange.Finished finished) {
            attempt.epochs = finished.epochs();
            attempt.epoch = finished.epochs();
            attempt.usage = finished.usage();
        } else if (change instanceof TrialChange.Failed failed) {
            attempt.failureKind = failed.kind();
            attempt.detail = failed.detail();
        }
    }

    private void apply(TrialRecord trial, AttemptRecord attempt, TrialChange change) {
        if (change instanceof TrialChange.Finished finished) {
            finish(trial, attempt, finished);
        } else if (change instanceof TrialChange.Failed failed) {
            attempt.end(AttemptState.FAILED, failed.at(), failed.reason());
            failAttempt(trial, failed);
        } else if (change instanceof TrialChange.Released released) {
            attempt.end(AttemptState.RELEASED, released.at(), released.reason());
            release(trial, attempt, released);
        } else {
            alive(trial, change instanceof TrialChange.Started);
            if (change instanceof TrialChange.Measured measured) {
                chunks.addAll(MetricChunk.of(attempt, measured));
            } else if (change instanceof TrialChange.Checkpointed checkpointed) {
                checkpoints.add(checkpointed);
            }
        }
    }

    private void alive(TrialRecord trial, boolean started) {
        if (started || trial.state != TrialState.RUNNING) {
            trial.versionSteps++;
            move(trial, TrialCause.STARTED, null);
        }
    }

    private void finish(TrialRecord trial, AttemptRecord attempt, TrialChange.Finished finished) {
        attempt.end(AttemptState.SUCCEEDED, finished.at(), null);
        trial.metric = finished.metrics().get(trial.sweep.metric());
        trial.metrics = MetricJson.write(finished.metrics());
        move(trial, finished.stoppedEarly() ? TrialCause.STOPPED_EARLY : TrialCause.FINISHED, null);
    }

    private void failAttempt(TrialRecord trial, TrialChange.Failed failed) {
        trial.spentAttempts++;
        if (!failed.retryable()) {
            fail(trial, failed.reason());
        } else if (trial.sweep.ending()) {
            fail(trial, failed.reason() + " (not tried again: the sweep is being stopped)");
        } else if (trial.attemptsLeft()) {
            move(
                    trial,
                    TrialCause.FAILED_RETRYABLY,
                    "attempt " + failed.attempt() + " failed and is tried again: " + failed.reason());
        } else {
            fail(trial, failed.reason() + " (after " + trial.sweep.maxAttempts() + " attempts)");
        }
    }

    private void release(TrialRecord trial, AttemptRecord attempt, TrialChange.Released released) {
        String reason = "worker " + attempt.worker + " released the trial: " + released.reason();
        TrialCause cause = released.again() ? TrialCause.RELEASED : TrialCause.GIVEN_UP;
        move(trial, trial.sweep.ending() ? TrialCause.CANCELLED : cause, reason);
    }

    private void fail(TrialRecord trial, String reason) {
        move(trial, TrialCause.FAILED, reason);
        failedSweeps.add(trial.sweepId);
    }

    private void move(TrialRecord trial, TrialCause cause, String reason) {
        TrialState before = trial.state;
        trial.move(cause, reason);
        if (trial.state != before) {
            movedSweeps.add(trial.sweepId);
        }
    }

    /** A late end still closes its attempt. Any other report on an ended trial means that its worker works for nothing. */
    private void closeLate(TrialRecord trial, AttemptRecord attempt, TrialChange change) {
        AttemptState how;
        String reason = null;
        if (change instanceof TrialChange.Finished) {
            how = AttemptState.SUCCEEDED;
        } else if (change instanceof TrialChange.Failed failed) {
            how = AttemptState.FAILED;
            reason = failed.reason();
        } else if (change instanceof TrialChange.Released released) {
            how = AttemptState.RELEASED;
            reason = released.reason();
        } else {
            if (trial.state.ended()) {
                unwanted.add(trial.id);
            }
            return;
        }
        if (attempt.state == AttemptState.RUNNING) {
            Instant at = change.at();
            attempt.end(how, at, reason);
        }
        unwanted.remove(trial.id);
    }
}
