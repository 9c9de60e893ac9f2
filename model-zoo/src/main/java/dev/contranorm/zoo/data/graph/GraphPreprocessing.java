package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import java.util.HashMap;
import java.util.Map;

/** Preprocessing of a graph as in the published scripts (reference protocol, section 2). */
public final class GraphPreprocessing {
    private static final float FEATURE_EPSILON = 1e-6f;

    private GraphPreprocessing() {}

    /** Each row divided by (1e-6 + its sum). */
    public static FeatureMatrix normaliseFeatures(FeatureMatrix features) {
        return features.withValues(scaledRows(features, sum -> 1f / (FEATURE_EPSILON + sum)));
    }

    /** A + I; an existing self-loop grows by one. */
    public static CsrMatrix addSelfLoops(CsrMatrix adjacency) {
        int n = adjacency.rows();
        int stored = adjacency.nonZeros();
        int[] row = java.util.Arrays.copyOf(adjacency.rowOfEntry(), stored + n);
        int[] column = java.util.Arrays.copyOf(adjacency.column(), stored + n);
        float[] value = java.util.Arrays.copyOf(adjacency.value(), stored + n);
        for (int i = 0; i < n; i++) {
            row[stored + i] = i;
            column[stored + i] = i;
            value[stored + i] = 1f;
        }
        return CsrMatrix.of(n, n, row, column, value, Float::sum);
    }

    /** D⁻¹A: each row divided by its sum; an empty row stays empty. */
    public static CsrMatrix normaliseRows(CsrMatrix matrix) {
        return matrix.withValues(scaledRows(matrix, sum -> sum == 0 ? 0f : (float) (1.0 / sum)));
    }

    /** The number of each stored entry's edge, from 1 and the same in both directions; 0 for a self-loop. */
    public static int[] edgeOfEntry(CsrMatrix adjacency) {
        Map<Long, Integer> known = new HashMap<>();
        int[] row = adjacency.rowOfEntry();
        int[] edge = new int[row.length];
        for (int k = 0; k < row.length; k++) {
            int column = adjacency.column()[k];
            long pair = ((long) Math.min(row[k], column) << 32) | Math.max(row[k], column);
            edge[k] = row[k] == column ? 0 : known.computeIfAbsent(pair, key -> known.size() + 1);
        }
        return edge;
    }

    /** max(A, Aᵀ). */
    public static CsrMatrix symmetriseByMaximum(CsrMatrix adjacency) {
        CsrMatrix transposed = adjacency.transpose();
        int[] row = concat(adjacency.rowOfEntry(), transposed.rowOfEntry());
        int[] column = concat(adjacency.column(), transposed.column());
        float[] value = new float[row.length];
        System.arraycopy(adjacency.value(), 0, value, 0, adjacency.nonZeros());
        System.arraycopy(transposed.value(), 0, value, adjacency.nonZeros(), transposed.nonZeros());
        return CsrMatrix.of(adjacency.rows(), adjacency.columns(), row, column, value, Math::max);
    }

    private static int[] concat(int[] a, int[] b) {
        int[] result = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, result, a.length, b.length);
        return result;
    }

    private interface RowFactor {
        float of(float sum);
    }

    private static float[] scaledRows(FeatureMatrix matrix, RowFactor factor) {
        float[] value = matrix.value();
        float[] scaled = new float[value.length];
        for (int row = 0; row < matrix.rows(); row++) {
            int end = matrix.start(row + 1);
            float sum = 0;
            for (int k = matrix.start(row); k < end; k++) {
                sum += value[k];
            }
            float scale = factor.of(sum);
            for (int k = matrix.start(row); k < end; k++) {
                scaled[k] = value[k] * scale;
            }
        }
        return scaled;
    }
}
