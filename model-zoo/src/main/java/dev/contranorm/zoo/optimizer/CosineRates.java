package dev.contranorm.zoo.optimizer;

/**
 * The learning rates of the DeiT recipe by epoch: timm's cosine with linear warm-up and cool-down at the lowest rate.
 *
 * <p>DeiT's script steps the scheduler with the epoch just finished, so epochs 0 and 1 both train at the warm-up rate.
 *
 * @param rate of the cosine's start
 * @param epochs of the cosine, warm-up included
 * @param cooldown epochs after them
 */
public record CosineRates(double rate, double warmupRate, double lowest, int epochs, int warmup, int cooldown) {
    /** The published recipe but for rate and length: 5 epochs up from 1e-6, down to 1e-5, 10 more. */
    public static CosineRates deit(double rate, int epochs) {
        return new CosineRates(rate, 1e-6, 1e-5, epochs, 5, 10);
    }

    /** One rate for each epoch that trains, {@code epochs + cooldown} of them. */
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
