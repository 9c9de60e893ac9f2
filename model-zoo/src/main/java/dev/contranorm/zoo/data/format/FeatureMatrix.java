package dev.contranorm.zoo.data.format;

/** Features, one row a node: a {@link CsrMatrix} where most are zero, a {@link DenseMatrix} where not. */
public sealed interface FeatureMatrix permits CsrMatrix, DenseMatrix {
    int rows();

    int columns();

    /** The stored values, row by row. Not a copy; read-only. */
    float[] value();

    /** Where the stored values of a row start; {@code start(rows())} is the number of stored values. */
    int start(int row);

    /** The same structure with other values. */
    FeatureMatrix withValues(float[] values);

    /** Row-major, {@code rows * columns} values; read-only. */
    float[] toDense();

    /** Whether a third or more of the values are not zero: then a product with the dense matrix is the cheaper one. */
    default boolean isFull() {
        return this instanceof DenseMatrix || 3L * value().length > (long) rows() * columns();
    }

    /**
     * A row-major matrix in the form that suits it.
     *
     * @param dense not copied where the matrix stays dense
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
