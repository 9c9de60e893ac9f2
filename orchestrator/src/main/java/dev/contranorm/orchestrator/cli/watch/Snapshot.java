package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.db.sweep.Sweep;
import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.RunningTrial;
import dev.contranorm.db.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A sweep at one moment, and how it reads. */
public record Snapshot(Sweep sweep, SweepProgress progress, List<RunningTrial> running, Instant at) {
    public Snapshot {
        running = List.copyOf(running);
    }

    /** Whether nothing more will happen by itself. */
    public boolean ended() {
        return progress.state().ended();
    }

    /** {@code 12 of 45 done (3 reused), 2 running, 1 failed, 21.3 trials/min, 1 min 20 s left}. */
    public String summary() {
        List<String> words = new ArrayList<>();
        long reused = progress.reused();
        words.add(progress.count(TrialState.SUCCEEDED) + progress.count(TrialState.STOPPED) + " of "
                + progress.plannedTrials() + " done" + (reused == 0 ? "" : " (" + reused + " reused)"));
        add(words, progress.count(TrialState.RUNNING), "running");
        add(words, progress.count(TrialState.FAILED), "failed");
        add(words, progress.count(TrialState.CANCELLED), "cancelled");
        if (!ended()) {
            Pace pace = Pace.of(progress, at);
            if (pace.trialsPerMinute() > 0) {
                words.add(String.format(Locale.ROOT, "%.1f trials/min", pace.trialsPerMinute()));
            }
            pace.left().ifPresent(left -> words.add(Durations.text(left) + " left"));
        }
        return String.join(", ", words);
    }

    private static void add(List<String> words, long number, String word) {
        if (number > 0) {
            words.add(number + " " + word);
        }
    }

    /** The share of trials that have ended, 0 to 1. */
    public double share() {
        return progress.plannedTrials() == 0 ? 1 : (double) progress.ended() / progress.plannedTrials();
    }
}
