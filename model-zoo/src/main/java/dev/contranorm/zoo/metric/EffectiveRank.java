package dev.contranorm.zoo.metric;

import java.util.Arrays;

/** exp(−Σ p log p) of the singular values divided by their sum (Roy and Vetterli, 2007). */
public final class EffectiveRank {
    private EffectiveRank() {}

    /**
     * Between 1 and {@code min(rows, columns)}. 0·log 0 counts 0, so that a matrix of rank one, or of zeros, has 1 where the
     * published code gives NaN.
     *
     * @return NaN when the matrix holds a value that is not finite
     */
    public static double of(Matrix x) {
        double[] values = SingularValues.of(x);
        double sum = Arrays.stream(values).sum();
        if (Double.isNaN(sum)) {
            return Double.NaN;
        }
        double entropy = 0;
        for (double value : values) {
            if (value > 0) {
                entropy -= value / sum * Math.log(value / sum);
            }
        }
        return Math.exp(entropy);
    }
}
