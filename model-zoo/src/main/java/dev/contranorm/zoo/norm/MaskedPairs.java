package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.data.format.CsrMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The pairs that ContraNorm excludes from its softmax, without an n × n mask.
 *
 * <p>For a row with few masked pairs, they are subtracted from its full sum; a row that is more than half masked would lose
 * precision that way, so its sum is computed from the remaining pairs. Either way a row's sum is {@code fullWeight·full + Σ
 * sign·pair} over a short list, with memory linear in the number of stored pairs.
 *
 * @param first row of every listed pair
 * @param second column of every listed pair
 * @param sign sign of a listed pair in its row's sum
 * @param fullWeight 0 or 1 for every row
 * @param hasNegatives 0 or 1 for every row
 */
public record MaskedPairs(int[] first, int[] second, float[] sign, float[] fullWeight, float[] hasNegatives) {
    private static final float MASKED_ABOVE = 1e-5f;

    /**
     * @param adjacency n × n; an entry above 1e-5 masks its (ordered) pair
     */
    public static MaskedPairs of(CsrMatrix adjacency) {
        int n = adjacency.rows();
        float[] weight = new float[n];
        float[] negatives = new float[n];
        PairList listed = new PairList();
        for (int i = 0; i < n; i++) {
            int[] masked = maskedColumns(adjacency, i);
            boolean heavy = 2L * masked.length > n;
            weight[i] = heavy ? 0 : 1;
            negatives[i] = masked.length == n ? 0 : 1;
            if (heavy) {
                listed.addAllBut(i, masked, n);
            } else {
                listed.addAll(i, masked);
            }
        }
        return new MaskedPairs(listed.row(), listed.column(), listed.sign(), weight, negatives);
    }

    public int rows() {
        return fullWeight.length;
    }

    boolean everyRowIsFull() {
        return onlyOnes(fullWeight);
    }

    boolean everyRowHasNegatives() {
        return onlyOnes(hasNegatives);
    }

    private static boolean onlyOnes(float[] flags) {
        return IntStream.range(0, flags.length).allMatch(i -> flags[i] == 1);
    }

    /** In ascending order. */
    private static int[] maskedColumns(CsrMatrix adjacency, int row) {
        return IntStream.range(adjacency.rowStart()[row], adjacency.rowStart()[row + 1])
                .filter(k -> adjacency.value()[k] > MASKED_ABOVE)
                .map(k -> adjacency.column()[k])
                .toArray();
    }

    /** Pairs and their sign in a row's sum. */
    private static final class PairList {
        private int[] row = new int[16];
        private int[] column = new int[16];
        private float[] sign = new float[16];
        private int size;

        void addAll(int i, int[] masked) {
            for (int j : masked) {
                add(i, j, -1);
            }
        }

        void addAllBut(int i, int[] masked, int n) {
            int next = 0;
            for (int j = 0; j < n; j++) {
                if (next < masked.length && masked[next] == j) {
                    next++;
                } else {
                    add(i, j, 1);
                }
            }
        }

        private void add(int i, int j, float value) {
            if (size == row.length) {
                row = Arrays.copyOf(row, 2 * size);
                column = Arrays.copyOf(column, 2 * size);
                sign = Arrays.copyOf(sign, 2 * size);
            }
            row[size] = i;
            column[size] = j;
            sign[size++] = value;
        }

        int[] row() {
            return Arrays.copyOf(row, size);
        }

        int[] column() {
            return Arrays.copyOf(column, size);
        }

        float[] sign() {
            return Arrays.copyOf(sign, size);
        }
    }
}
