package dev.contranorm.zoo.metric;

import java.util.Arrays;

/**
 * Singular values through the Gram matrix of the smaller side, in double precision, by Jacobi rotations. A singular value
 * is exact to about 1e-8 of the largest: enough for ranks of float32 representations.
 */
final class SingularValues {
    private static final int MOST_SWEEPS = 60;

    private SingularValues() {}

    /** {@code min(rows, columns)} values, not sorted. */
    static double[] of(Matrix x) {
        double[][] gram = x.columns() <= x.rows() ? columnGram(x) : rowGram(x);
        diagonalise(gram);
        double[] values = new double[gram.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.sqrt(Math.max(0, gram[k][k]));
        }
        return values;
    }

    private static double[][] columnGram(Matrix x) {
        int d = x.columns();
        double[][] gram = new double[d][d];
        for (int row = 0; row < x.rows(); row++) {
            for (int i = 0; i < d; i++) {
                double left = x.at(row, i);
                for (int j = i; j < d; j++) {
                    gram[i][j] += left * x.at(row, j);
                }
            }
        }
        return mirrored(gram);
    }

    private static double[][] rowGram(Matrix x) {
        int n = x.rows();
        double[][] gram = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                for (int c = 0; c < x.columns(); c++) {
                    gram[i][j] += x.at(i, c) * x.at(j, c);
                }
            }
        }
        return mirrored(gram);
    }

    private static double[][] mirrored(double[][] upper) {
        for (int i = 0; i < upper.length; i++) {
            for (int j = 0; j < i; j++) {
                upper[i][j] = upper[j][i];
            }
        }
        return upper;
    }

    /** Cyclic Jacobi: rotates the off-diagonal entries of a symmetric matrix away, in place. */
    private static void diagonalise(double[][] a) {
        double scale = Arrays.stream(a)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double largest = 0;
            for (int p = 0; p < a.length; p++) {
                for (int q = p + 1; q < a.length; q++) {
                    largest = Math.max(largest, Math.abs(a[p][q]));
                    rotate(a, p, q);
                }
            }
            if (!(largest > 1e-16 * scale)) {
                return;
            }
        }
    }

    private static void rotate(double[][] a, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
        }
    }
}
