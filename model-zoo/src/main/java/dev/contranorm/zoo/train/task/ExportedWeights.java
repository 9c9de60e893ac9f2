package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.trial.TrialSpec;
import java.util.Locale;
import java.util.Optional;

/** Which of a network's weights are exported, where a moving average of them is kept ({@code ema.decay}). */
public enum ExportedWeights {
    /** Their moving average. */
    AVERAGED,
    /** Those that the optimizer left. */
    TRAINED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What is asked for, else those that the trial's numbers belong to: the average where it is judged ({@code ema.evaluate}).
     * DeiT's published script judges the trained ones and keeps both.
     *
     * @throws ExportException when there is no average
     */
    public static ExportedWeights of(TrialSpec spec, Optional<ExportedWeights> asked) throws ExportException {
        boolean judged = spec.parameters().get("ema.evaluate") instanceof Boolean flag && flag;
        ExportedWeights chosen = asked.orElse(judged ? AVERAGED : TRAINED);
        boolean kept = spec.parameters().get("ema.decay") instanceof Number decay && decay.doubleValue() > 0;
        if (chosen == AVERAGED && !kept) {
            throw new ExportException("this trial keeps no moving average of its weights (ema.decay); export the "
                    + TRAINED.label() + " ones");
        }
        return chosen;
    }
}
