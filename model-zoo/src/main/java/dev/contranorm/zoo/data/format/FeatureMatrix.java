package dev.contranorm.zoo.data.format;

/** Features, one row per node: a {@link CsrMatrix} if most values are zero, otherwise a {@link DenseMatrix}. */
public sealed interface FeatureMatrix permits CsrMatrix, DenseMatrix {
    int rows();

    int columns();

    /** The stored values, row by row. Not a copy; read-only. */
    float[] value();

    /** The offset of a row's stored values; {@code start(rows())} is the number of stored values. */
    int start(int row);

    /** The same structure with other values. */
    FeatureMatrix withValues(float[] values);

    /** Row-major, {@code rows * columns} values; read-only. */
    float[] toDense();

    /** Whether a third or more of the values are non-zero: then the dense product is cheaper. */
    default boolean isFull() {
        return this instanceof DenseMatrix || 3L * value().length > (long) rows() * columns();
    }

    /**
     * Stores a row-major matrix in the cheaper form.
     *
     * @param dense not copied if the matrix stays dense
     */
    static FeatureMatrix of(int rows, int columns, float[] dense) {
        long nonZeros = 0;
        for (float value : dense) {
            nonZeros += value == 0 ? 0 : 1;
        }
        boolean full = 3 * nonZeros > (long) rows * columns;
        return full ? new DenseMatrix(rows, columns, dense) : CsrMatrix.fromDense(rows, columns, dense);
    }
}
