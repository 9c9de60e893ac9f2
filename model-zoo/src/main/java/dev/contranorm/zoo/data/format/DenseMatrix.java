package dev.contranorm.zoo.data.format;

/**
 * A matrix that stores every value.
 *
 * @param value {@code rows * columns} values, row-major; not copied; treat it as read-only
 */
public record DenseMatrix(int rows, int columns, float[] value) implements FeatureMatrix {
    public DenseMatrix {
        if (rows < 0 || columns < 0 || (long) rows * columns != value.length) {
            throw new IllegalArgumentException(value.length + " values do not fill " + rows + " × " + columns);
        }
    }

    @Override
    public int start(int row) {
        return row * columns;
    }

    @Override
    public DenseMatrix withValues(float[] values) {
        return new DenseMatrix(rows, columns, values);
    }

    @Override
    public float[] toDense() {
        return value;
    }
}
