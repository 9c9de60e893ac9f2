package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.data.CsrMatrix;
import dev.contranorm.zoo.tensor.SparseMatrix;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The pairs that ContraNorm leaves out of its softmax, without an n × n mask.
 *
 * <p>A row with few masked pairs takes them out of its full sum; a row that is masked more than half would lose digits that
 * way, so its sum is built from the pairs that are left. Either way a row's sum is {@code fullWeight·full + Σ sign·pair} over
 * a short list, with memory linear in the stored pairs.
 */
public final class NeighbourMask {
    private static final float MASKED_ABOVE = 1e-5f;

    private final SparseMatrix pairs;
    private final Operand<TInt32> first;
    private final Operand<TInt32> second;
    private final Optional<Operand<TFloat32>> fullWeight;
    private final Optional<Operand<TFloat32>> hasNegatives;

    /**
     * @param adjacency n × n; an entry above 1e-5 masks its (ordered) pair
     */
    public NeighbourMask(Ops ops, CsrMatrix adjacency) {
        int n = adjacency.rows();
        float[] weight = new float[n];
        float[] negatives = new float[n];
        PairList listed = new PairList();
        boolean anyHeavy = false;
        boolean anyEmpty = false;
        for (int i = 0; i < n; i++) {
            int[] masked = maskedColumns(adjacency, i);
            boolean heavy = 2L * masked.length > n;
            anyHeavy |= heavy;
            anyEmpty |= masked.length == n;
            weight[i] = heavy ? 0 : 1;
            negatives[i] = masked.length == n ? 0 : 1;
            if (heavy) {
                listed.addAllBut(i, masked, n);
            } else {
                listed.addAll(i, masked);
            }
        }
        pairs = new SparseMatrix(ops, n, n, listed.row(), listed.column(), listed.sign());
        first = ops.constant(listed.row());
        second = ops.constant(listed.column());
        fullWeight = anyHeavy ? Optional.of(column(ops, weight)) : Optional.empty();
        hasNegatives = anyEmpty ? Optional.of(column(ops, negatives)) : Optional.empty();
    }

    /** Ascending. */
    private static int[] maskedColumns(CsrMatrix adjacency, int row) {
        return IntStream.range(adjacency.rowStart()[row], adjacency.rowStart()[row + 1])
                .filter(k -> adjacency.value()[k] > MASKED_ABOVE)
                .map(k -> adjacency.column()[k])
                .toArray();
    }

    /** Pairs and the sign with which they enter a row's sum. */
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

    private static Operand<TFloat32> column(Ops ops, float[] values) {
        return ops.constant(Shape.of(values.length, 1), DataBuffers.of(values));
    }

    /** Listed pairs; their values are the signs. */
    SparseMatrix pairs() {
        return pairs;
    }

    boolean isEmpty() {
        return pairs.nonZeros() == 0;
    }

    /** Row index of every listed pair. */
    Operand<TInt32> first() {
        return first;
    }

    /** Column index of every listed pair. */
    Operand<TInt32> second() {
        return second;
    }

    /** n × 1 of 0 and 1, empty when all are 1. */
    Optional<Operand<TFloat32>> fullWeight() {
        return fullWeight;
    }

    /** n × 1 of 0 and 1, empty when every row has a negative. */
    Optional<Operand<TFloat32>> hasNegatives() {
        return hasNegatives;
    }
}
