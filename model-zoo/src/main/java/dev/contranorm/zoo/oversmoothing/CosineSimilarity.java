package dev.contranorm.zoo.oversmoothing;

/** Mean cosine similarity of all pairs of rows i < j: 1 if all rows have the same direction. */
public final class CosineSimilarity {
    private static final double SMALLEST_NORM = 1e-12;

    private CosineSimilarity() {}

    /**
     * Computed in time linear in the rows, from ‖Σ x̂‖² = Σ‖x̂‖² + 2 Σ_{i&lt;j} x̂_i·x̂_j.
     *
     * @return NaN for fewer than two rows
     */
    public static double of(Matrix x) {
        double[] sum = new double[x.columns()];
        double own = 0;
        for (int row = 0; row < x.rows(); row++) {
            double square = 0;
            for (int c = 0; c < x.columns(); c++) {
                square += x.at(row, c) * x.at(row, c);
            }
            double norm = Math.max(Math.sqrt(square), SMALLEST_NORM);
            own += square / (norm * norm);
            for (int c = 0; c < x.columns(); c++) {
                sum[c] += x.at(row, c) / norm;
            }
        }
        double all = 0;
        for (double each : sum) {
            all += each * each;
        }
        return (all - own) / ((double) x.rows() * (x.rows() - 1));
    }
}
