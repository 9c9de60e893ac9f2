package dev.contranorm.zoo.optimizer;

/**
 * Settings of {@link RmsProp}.
 *
 * @param alpha decay of the running mean of squares
 * @param weightDecay L2 factor added to every gradient (coupled)
 */
public record RmsPropSettings(double alpha, double epsilon, double weightDecay) {
    public RmsPropSettings {
        if (alpha < 0 || alpha >= 1) {
            throw new IllegalArgumentException("alpha must be in [0, 1)");
        }
        if (weightDecay < 0 || epsilon < 0) {
            throw new IllegalArgumentException("weightDecay and epsilon must be at least 0");
        }
    }

    /** PyTorch's defaults: alpha 0.99, epsilon 1e-8. */
    public static RmsPropSettings of(double weightDecay) {
        return new RmsPropSettings(0.99, 1e-8, weightDecay);
    }
}
