package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Locale;
import java.util.Optional;

/** Which weights are exported if there is a moving average ({@code ema.decay}). */
public enum ExportedWeights {
    /** The moving average. */
    AVERAGED,
    /** The trained weights. */
    TRAINED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The requested weights, or by default those that the trial's numbers belong to: the average if it is evaluated ({@code
     * ema.evaluate}). DeiT's published script evaluates the trained weights and keeps both.
     *
     * @throws ExportException if there is no moving average
     */
    public static ExportedWeights of(TrialSpec spec, Optional<ExportedWeights> asked) throws ExportException {
        boolean evaluatesAverage = spec.parameters().get("ema.evaluate") instanceof Boolean flag && flag;
        ExportedWeights chosen = asked.orElse(evaluatesAverage ? AVERAGED : TRAINED);
        boolean kept = spec.parameters().get("ema.decay") instanceof Number decay && decay.doubleValue() > 0;
        if (chosen == AVERAGED && !kept) {
            throw new ExportException("this trial has no moving average of its weights (ema.decay); export the "
                    + TRAINED.label() + " weights");
        }
        return chosen;
    }
}
