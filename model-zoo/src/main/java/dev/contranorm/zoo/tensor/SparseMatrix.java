package dev.contranorm.zoo.tensor;

import dev.contranorm.zoo.data.format.CsrMatrix;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.sparse.SparseTensorDenseMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The structure of a sparse matrix as constants of a graph, and its products with dense matrices, with gradients. */
public final class SparseMatrix {
    /** A size that is known only when a step runs. */
    public static final int UNKNOWN = -1;

    private final Ops ops;
    private final int rows;
    private final int columns;
    private final int nonZeros;
    private final Operand<TInt64> indices;
    private final Operand<TInt64> shape;
    private final Operand<TFloat32> values;

    /**
     * A matrix that is fed at every step; its sizes are not known here.
     *
     * @param indices entries × 2, row and column of each
     * @param shape rows and columns
     * @param values one per entry
     */
    public SparseMatrix(Ops ops, Operand<TInt64> indices, Operand<TInt64> shape, Operand<TFloat32> values) {
        this.ops = ops;
        this.rows = UNKNOWN;
        this.columns = UNKNOWN;
        this.nonZeros = UNKNOWN;
        this.indices = indices;
        this.shape = shape;
        this.values = values;
    }

    public SparseMatrix(Ops ops, CsrMatrix matrix) {
        this(ops, matrix.rows(), matrix.columns(), matrix.rowOfEntry(), matrix.column(), matrix.value());
    }

    /** Entries with the same place are added. */
    public SparseMatrix(Ops ops, int rows, int columns, int[] row, int[] column, float[] value) {
        this.ops = ops;
        this.rows = rows;
        this.columns = columns;
        this.nonZeros = row.length;
        long[] pairs = new long[2 * row.length];
        for (int k = 0; k < row.length; k++) {
            pairs[2 * k] = row[k];
            pairs[2 * k + 1] = column[k];
        }
        this.indices = ops.constant(Shape.of(row.length, 2), DataBuffers.of(pairs));
        this.shape = ops.constant(new long[] {rows, columns});
        this.values = ops.constant(value);
    }

    /** The size, or {@link #UNKNOWN}. */
    public int rows() {
        return rows;
    }

    /** The size, or {@link #UNKNOWN}. */
    public int columns() {
        return columns;
    }

    /** The size, or {@link #UNKNOWN}. */
    public int nonZeros() {
        return nonZeros;
    }

    /** The stored values, one per entry. */
    public Operand<TFloat32> values() {
        return values;
    }

    /** The dense matrix, rows × columns; entries with the same place are added. */
    public Operand<TFloat32> toDense() {
        return ops.scatterNd(indices, values, shape);
    }

    /** S·B with the given values at the stored places: (rows × columns)·(columns × d). */
    public Operand<TFloat32> times(Operand<TFloat32> entryValues, Operand<TFloat32> dense) {
        return ops.sparse.sparseTensorDenseMatMul(indices, entryValues, shape, dense);
    }

    /** Sᵀ·B. */
    public Operand<TFloat32> transposedTimes(Operand<TFloat32> entryValues, Operand<TFloat32> dense) {
        return ops.sparse.sparseTensorDenseMatMul(
                indices, entryValues, shape, dense, SparseTensorDenseMatMul.adjointA(true));
    }

    /** S·B as part of the network: the gradient of B is Sᵀ·G; the stored values are data and receive none. */
    public Operand<TFloat32> product(Pass pass, Operand<TFloat32> entryValues, Operand<TFloat32> dense) {
        return pass.custom(
                List.of(dense), times(entryValues, dense), gradient -> List.of(transposedTimes(entryValues, gradient)));
    }
}
