package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.db.trial.RunningTrial;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The progress of a running trial in one line. */
final class TrialLine {
    private static final List<String> SPLITS = List.of("train", "validation", "test");

    private TrialLine() {}

    /** {@code trial 17  worker-1  epoch 40/100  loss 0.4213  train 88.1 %  validation 79.4 %}. */
    static String of(RunningTrial trial) {
        StringBuilder line = new StringBuilder()
                .append("trial ")
                .append(trial.trialId())
                .append("  ")
                .append(trial.worker())
                .append("  epoch ")
                .append(trial.epoch())
                .append('/')
                .append(trial.epochs());
        Optional.ofNullable(trial.latest().get("train/loss"))
                .ifPresent(loss -> line.append(String.format(Locale.ROOT, "  loss %.4f", loss)));
        for (String split : SPLITS) {
            Optional.ofNullable(trial.latest().get(split + "/accuracy"))
                    .ifPresent(
                            accuracy -> line.append(String.format(Locale.ROOT, "  %s %.1f %%", split, 100 * accuracy)));
        }
        if (trial.attempt() > 1) {
            line.append("  attempt ").append(trial.attempt());
        }
        return line.toString();
    }
}
