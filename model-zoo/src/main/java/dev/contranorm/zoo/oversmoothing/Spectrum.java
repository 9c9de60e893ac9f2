package dev.contranorm.zoo.oversmoothing;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/** The singular values of a representation, and ranks derived from them. */
public final class Spectrum {
    private final double[] values;

    private Spectrum(double[] values) {
        this.values = values;
    }

    /** Singular values at the level of rounding errors of the largest count as 0. */
    public static Spectrum of(Matrix x) {
        DMatrixRMaj matrix = new DMatrixRMaj(x.rows(), x.columns());
        for (int k = 0; k < x.values().length; k++) {
            if (!Float.isFinite(x.values()[k])) {
                return new Spectrum(new double[] {Double.NaN});
            }
            matrix.data[k] = x.values()[k];
        }
        var decomposition = DecompositionFactory_DDRM.svd(x.rows(), x.columns(), false, false, true);
        if (!decomposition.decompose(matrix)) {
            return new Spectrum(new double[] {Double.NaN});
        }
        double[] values = Arrays.copyOf(decomposition.getSingularValues(), decomposition.numberOfSingularValues());
        double noise = Arrays.stream(values).max().orElse(0) * Math.max(x.rows(), x.columns()) * Math.ulp(1.0);
        return new Spectrum(
                Arrays.stream(values).map(value -> value > noise ? value : 0).toArray());
    }

    /**
     * exp(−Σ p log p) of the singular values divided by their sum (Roy and Vetterli, 2007), between 1 and {@code min(rows,
     * columns)}. 0·log 0 counts as 0, so a matrix of rank one, or of zeros, has the value 1, where the published code gives
     * NaN.
     *
     * @return NaN if the matrix has a value that is not finite
     */
    public double effectiveRank() {
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

    /**
     * ‖X‖²_F / ‖X‖²₂, the sum of the squared singular values over the largest square (Rudelson and Vershynin, 2007): at least
     * 1, at most the rank, and unlike the rank stable under small perturbations. A matrix of zeros has the value 1.
     *
     * @return NaN if the matrix has a value that is not finite
     */
    public double numericalRank() {
        double largest = Arrays.stream(values).max().orElse(0);
        if (largest == 0) {
            return 1;
        }
        return Arrays.stream(values)
                .map(value -> value / largest * (value / largest))
                .sum();
    }
}
