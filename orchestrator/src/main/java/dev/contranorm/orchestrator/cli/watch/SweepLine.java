package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.db.sweep.SweepProgress;
import dev.contranorm.db.trial.TrialState;
import dev.contranorm.orchestrator.lifecycle.SweepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a sweep reads in one line. */
public final class SweepLine {
    private SweepLine() {}

    /** {@code 12 of 45 done (3 reused), 2 running, 1 failed, 21.3 trials/min, 1 min 20 s left}. */
    public static String of(SweepStatus status) {
        SweepProgress progress = status.progress();
        List<String> words = new ArrayList<>();
        words.add(progress.count(TrialState.SUCCEEDED) + progress.count(TrialState.STOPPED) + " of "
                + progress.plannedTrials() + " done"
                + (progress.reused() == 0 ? "" : " (" + progress.reused() + " reused)"));
        add(words, progress.count(TrialState.RUNNING), "running");
        add(words, progress.count(TrialState.FAILED), "failed");
        add(words, progress.count(TrialState.CANCELLED), "cancelled");
        if (!progress.state().ended()) {
            if (status.trialsPerMinute() > 0) {
                words.add(String.format(Locale.ROOT, "%.1f trials/min", status.trialsPerMinute()));
            }
            status.timeLeft().ifPresent(left -> words.add(DurationText.of(left) + " left"));
        }
        return String.join(", ", words);
    }

    private static void add(List<String> words, long number, String word) {
        if (number > 0) {
            words.add(number + " " + word);
        }
    }

    /** The share of trials that have ended, 0 to 1. */
    static double share(SweepProgress progress) {
        return progress.plannedTrials() == 0 ? 1 : (double) progress.ended() / progress.plannedTrials();
    }
}
