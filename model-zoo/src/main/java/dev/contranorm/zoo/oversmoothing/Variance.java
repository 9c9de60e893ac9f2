package dev.contranorm.zoo.oversmoothing;

/** The spread within rows. */
public final class Variance {
    private Variance() {}

    /** Σ over rows of the unbiased variance of a row's features. */
    public static double of(Matrix x) {
        double total = 0;
        for (int row = 0; row < x.rows(); row++) {
            double mean = 0;
            for (int c = 0; c < x.columns(); c++) {
                mean += x.at(row, c) / x.columns();
            }
            double squares = 0;
            for (int c = 0; c < x.columns(); c++) {
                squares += (x.at(row, c) - mean) * (x.at(row, c) - mean);
            }
            total += squares / (x.columns() - 1);
        }
        return total;
    }
}
