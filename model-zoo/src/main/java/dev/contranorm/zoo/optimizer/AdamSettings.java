package dev.contranorm.zoo.optimizer;

import dev.contranorm.zoo.trial.TrialSpec;

/**
 * Settings of {@link Adam}.
 *
 * @param weightDecay L2 factor added to every gradient (coupled, as {@code torch.optim.Adam})
 */
public record AdamSettings(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
    public AdamSettings {
        if (learningRate < 0 || weightDecay < 0 || epsilon < 0) {
            throw new IllegalArgumentException("learningRate, weightDecay and epsilon must be at least 0");
        }
        if (beta1 < 0 || beta1 >= 1 || beta2 < 0 || beta2 >= 1) {
            throw new IllegalArgumentException("beta1 and beta2 must be in [0, 1)");
        }
    }

    /** PyTorch's defaults with the learning rate and weight decay of a trial. */
    public static AdamSettings of(TrialSpec spec) {
        return of(spec.number("optimizer.learningRate"), spec.number("optimizer.weightDecay"));
    }

    /** PyTorch's defaults: betas 0.9 and 0.999, epsilon 1e-8. */
    public static AdamSettings of(double learningRate, double weightDecay) {
        return new AdamSettings(learningRate, 0.9, 0.999, 1e-8, weightDecay);
    }
}
