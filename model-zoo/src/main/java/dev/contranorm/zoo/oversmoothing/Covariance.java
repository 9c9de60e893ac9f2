package dev.contranorm.zoo.oversmoothing;

/** The covariance of features over the rows. */
public final class Covariance {
    private Covariance() {}

    /** The unbiased covariance of the columns, columns × columns, row-major. */
    public static double[] of(Matrix x) {
        int d = x.columns();
        double[] mean = new double[d];
        for (int row = 0; row < x.rows(); row++) {
            for (int c = 0; c < d; c++) {
                mean[c] += x.at(row, c) / x.rows();
            }
        }
        double[] covariance = new double[d * d];
        for (int row = 0; row < x.rows(); row++) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    covariance[i * d + j] += (x.at(row, i) - mean[i]) * (x.at(row, j) - mean[j]) / (x.rows() - 1);
                }
            }
        }
        return covariance;
    }

    /** Mean magnitude of the off-diagonal entries: {@code correlation_avg} in the published BERT code. */
    public static double meanOffDiagonal(double[] covariance) {
        int d = (int) Math.round(Math.sqrt(covariance.length));
        double sum = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                sum += i == j ? 0 : Math.abs(covariance[i * d + j]);
            }
        }
        return sum / (d * (d - 1));
    }
}
