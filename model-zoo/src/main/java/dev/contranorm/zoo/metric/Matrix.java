package dev.contranorm.zoo.metric;

/**
 * A representation: one row a node or token, one column a feature.
 *
 * @param values row-major, {@code rows * columns} of them; not copied
 */
public record Matrix(int rows, int columns, float[] values) {
    public Matrix {
        if (values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException(values.length + " values for " + rows + " × " + columns);
        }
    }

    double at(int row, int column) {
        return values[row * columns + column];
    }
}
