package dev.contranorm.zoo.oversmoothing;

import java.util.Arrays;

/**
 * A representation: one row per node or token, one column per feature.
 *
 * @param values row-major, {@code rows * columns} values; not copied
 */
public record Matrix(int rows, int columns, float[] values) {
    public Matrix {
        if (values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException(values.length + " values for " + rows + " × " + columns);
        }
    }

    /**
     * The first rows of a larger matrix, such as the tokens of a sequence before its padding.
     *
     * @param values row-major, {@code all} rows
     */
    public static Matrix firstRows(float[] values, int all, int rows) {
        int columns = values.length / all;
        return new Matrix(rows, columns, Arrays.copyOf(values, rows * columns));
    }

    double at(int row, int column) {
        return values[row * columns + column];
    }
}
