package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.data.CsrMatrix;
import dev.contranorm.zoo.tensor.SparseMatrix;
import java.util.Arrays;
import java.util.Optional;
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
        int[] row = new int[16];
        int[] column = new int[16];
        float[] sign = new float[16];
        int size = 0;
        boolean[] masked = new boolean[n];
        boolean anyHeavy = false;
        boolean anyEmpty = false;
        for (int i = 0; i < n; i++) {
            int count = mark(adjacency, i, masked, true);
            boolean heavy = 2 * count > n;
            anyHeavy |= heavy;
            anyEmpty |= count == n;
            weight[i] = heavy ? 0 : 1;
            negatives[i] = count == n ? 0 : 1;
            for (int j = 0; j < n; j++) {
                if (masked[j] != heavy) {
                    if (size == row.length) {
                        row = Arrays.copyOf(row, 2 * size);
                        column = Arrays.copyOf(column, 2 * size);
                        sign = Arrays.copyOf(sign, 2 * size);
                    }
                    row[size] = i;
                    column[size] = j;
                    sign[size++] = heavy ? 1 : -1;
                }
            }
            mark(adjacency, i, masked, false);
        }
        row = Arrays.copyOf(row, size);
        column = Arrays.copyOf(column, size);
        pairs = new SparseMatrix(ops, n, n, row, column, Arrays.copyOf(sign, size));
        first = ops.constant(row);
        second = ops.constant(column);
        fullWeight = anyHeavy ? Optional.of(column(ops, weight)) : Optional.empty();
        hasNegatives = anyEmpty ? Optional.of(column(ops, negatives)) : Optional.empty();
    }

    private static int mark(CsrMatrix adjacency, int row, boolean[] masked, boolean flag) {
        int count = 0;
        for (int k = adjacency.rowStart()[row]; k < adjacency.rowStart()[row + 1]; k++) {
            if (adjacency.value()[k] > MASKED_ABOVE) {
                masked[adjacency.column()[k]] = flag;
                count++;
            }
        }
        return count;
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
