package dev.contranorm.zoo.data.format;

import java.util.Arrays;

/**
 * A sparse matrix in compressed row format: row i holds columns {@code column[rowStart[i] .. rowStart[i+1])}, strictly
 * ascending. The arrays are not copied; treat them as read-only.
 *
 * @param rowStart {@code rows + 1} offsets
 */
public record CsrMatrix(int rows, int columns, int[] rowStart, int[] column, float[] value) implements FeatureMatrix {
    public CsrMatrix {
        if (rowStart.length != rows + 1 || rowStart[0] != 0 || rowStart[rows] != column.length) {
            throw new IllegalArgumentException("row offsets do not span the " + column.length + " stored entries");
        }
        if (column.length != value.length) {
            throw new IllegalArgumentException(column.length + " columns but " + value.length + " values");
        }
        for (int row = 0; row < rows; row++) {
            for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
                boolean ascending = k == rowStart[row] || column[k] > column[k - 1];
                if (column[k] < 0 || column[k] >= columns || !ascending) {
                    throw new IllegalArgumentException(
                            "row " + row + ": columns must ascend within 0.." + (columns - 1));
                }
            }
        }
    }

    /** Number of stored entries. */
    public int nonZeros() {
        return column.length;
    }

    /**
     * Builds a matrix from entries in any order.
     *
     * @param merge combines two entries at the same place
     */
    public static CsrMatrix of(int rows, int columns, int[] row, int[] column, float[] value, Merge merge) {
        int[] count = new int[rows + 1];
        for (int r : row) {
            count[r + 1]++;
        }
        for (int r = 0; r < rows; r++) {
            count[r + 1] += count[r];
        }
        long[] keyed = new long[row.length];
        int[] next = Arrays.copyOf(count, rows);
        for (int k = 0; k < row.length; k++) {
            keyed[next[row[k]]++] = ((long) column[k] << 32) | k;
        }
        int[] start = new int[rows + 1];
        int[] outColumn = new int[row.length];
        float[] outValue = new float[row.length];
        int size = 0;
        for (int r = 0; r < rows; r++) {
            Arrays.sort(keyed, count[r], count[r + 1]);
            for (int k = count[r]; k < count[r + 1]; k++) {
                int c = (int) (keyed[k] >>> 32);
                float v = value[(int) keyed[k]];
                if (size > start[r] && outColumn[size - 1] == c) {
                    outValue[size - 1] = merge.apply(outValue[size - 1], v);
                } else {
                    outColumn[size] = c;
                    outValue[size++] = v;
                }
            }
            start[r + 1] = size;
        }
        return new CsrMatrix(rows, columns, start, Arrays.copyOf(outColumn, size), Arrays.copyOf(outValue, size));
    }

    /** Combines two entries at the same place. */
    @FunctionalInterface
    public interface Merge {
        float apply(float first, float second);
    }

    /** The row index of every stored entry. */
    public int[] rowOfEntry() {
        int[] result = new int[column.length];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(result, rowStart[row], rowStart[row + 1], row);
        }
        return result;
    }

    public CsrMatrix transpose() {
        return of(columns, rows, column, rowOfEntry(), value, Float::sum);
    }

    @Override
    public int start(int row) {
        return rowStart[row];
    }

    @Override
    public CsrMatrix withValues(float[] values) {
        return new CsrMatrix(rows, columns, rowStart, column, values);
    }

    /** A copy. */
    @Override
    public float[] toDense() {
        float[] dense = new float[Math.multiplyExact(rows, columns)];
        for (int row = 0; row < rows; row++) {
            for (int k = rowStart[row]; k < rowStart[row + 1]; k++) {
                dense[row * columns + column[k]] = value[k];
            }
        }
        return dense;
    }

    /** The non-zero entries of a dense row-major matrix. */
    public static CsrMatrix fromDense(int rows, int columns, float[] dense) {
        int[] start = new int[rows + 1];
        int[] column = new int[dense.length];
        float[] value = new float[dense.length];
        int size = 0;
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < columns; c++) {
                if (dense[row * columns + c] != 0) {
                    column[size] = c;
                    value[size++] = dense[row * columns + c];
                }
            }
            start[row + 1] = size;
        }
        return new CsrMatrix(rows, columns, start, Arrays.copyOf(column, size), Arrays.copyOf(value, size));
    }
}
