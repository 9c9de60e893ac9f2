package dev.contranorm.orchestrator.cli.watch;

import dev.contranorm.db.trial.RunningTrial;
import java.util.Locale;
import java.util.Map;

/** How a running trial reads in one line. */
final class TrialLine {
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
        for (Map.Entry<String, Double> metric : trial.latest().entrySet()) {
            String name = metric.getKey();
            if (name.endsWith("/loss")) {
                line.append(String.format(Locale.ROOT, "  loss %.4f", metric.getValue()));
            } else if (name.endsWith("/accuracy")) {
                String split = name.substring(0, name.lastIndexOf('/'));
                line.append(String.format(Locale.ROOT, "  %s %.1f %%", split, 100 * metric.getValue()));
            }
        }
        if (trial.attempt() > 1) {
            line.append("  attempt ").append(trial.attempt());
        }
        return line.toString();
    }
}
