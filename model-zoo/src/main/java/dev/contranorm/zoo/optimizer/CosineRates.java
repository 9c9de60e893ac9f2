package dev.contranorm.zoo.optimizer;

/**
 * The learning rates of the DeiT recipe by epoch: timm's cosine with linear warm-up, then cool-down at the lowest rate.
 *
 * <p>DeiT's script advances the scheduler with the epoch just finished, so epochs 0 and 1 both train at the initial warm-up
 * rate.
 *
 * @param rate rate at the start of the cosine
 * @param epochs number of epochs of the cosine, including warm-up
 * @param cooldown number of epochs after the cosine
 */
public record CosineRates(double rate, double warmupRate, double lowest, int epochs, int warmup, int cooldown) {
    /**
     * The published recipe for a given rate and length: 5 warm-up epochs from 1e-6, then down to 1e-5, then 10 cool-down
     * epochs.
     */
    public static CosineRates deit(double rate, int epochs) {
        return new CosineRates(rate, 1e-6, 1e-5, epochs, 5, 10);
    }

    /** One rate per training epoch, {@code epochs + cooldown} in total. */
    public double[] byEpoch() {
        double[] rates = new double[epochs + cooldown];
        for (int epoch = 0; epoch < rates.length; epoch++) {
            rates[epoch] = after(Math.max(0, epoch - 1));
        }
        return rates;
    }

    private double after(int step) {
        if (step < warmup) {
            return warmupRate + step * (rate - warmupRate) / warmup;
        }
        return step < epochs ? lowest + 0.5 * (rate - lowest) * (1 + Math.cos(Math.PI * step / epochs)) : lowest;
    }
}
