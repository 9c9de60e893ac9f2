package dev.contranorm.orchestrator.http;

import dev.contranorm.db.trial.RunningTrial;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.lifecycle.SweepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The progress of a sweep.
 *
 * @param trials how many there are in each state
 * @param reused trials that reuse another sweep's result
 * @param secondsLeft absent while no rate is known
 */
record StatusView(
        SweepView sweep,
        SortedMap<String, Long> trials,
        long reused,
        double trialsPerMinute,
        Optional<Long> secondsLeft,
        List<Running> running) {
    /** A running trial; loss and accuracy are the newest of training, absent before the first epoch. */
    record Running(
            long id,
            int attempt,
            String worker,
            Instant startedAt,
            int epoch,
            int epochs,
            OptionalDouble loss,
            OptionalDouble accuracy) {
        static Running of(RunningTrial trial) {
            return new Running(
                    trial.trialId(),
                    trial.attempt(),
                    trial.worker(),
                    trial.startedAt(),
                    trial.epoch(),
                    trial.epochs(),
                    latest(trial, "train/loss"),
                    latest(trial, "train/accuracy"));
        }

        private static OptionalDouble latest(RunningTrial trial, String metric) {
            Double value = trial.latest().get(metric);
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    static StatusView of(SweepStatus status) {
        SortedMap<String, Long> trials = new TreeMap<>();
        for (TrialState state : TrialState.values()) {
            trials.put(state.label(), status.progress().count(state));
        }
        return new StatusView(
                SweepView.of(status.sweep()),
                trials,
                status.progress().reused(),
                status.trialsPerMinute(),
                status.timeLeft().map(Duration::toSeconds),
                status.running().stream().map(Running::of).toList());
    }
}
