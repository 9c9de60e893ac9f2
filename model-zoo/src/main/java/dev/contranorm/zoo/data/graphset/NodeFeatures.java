package dev.contranorm.zoo.data.graphset;

import dev.contranorm.zoo.data.format.CsrMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Categorical node features: one-hot rows, one per node, alone or beside other features. */
final class NodeFeatures {
    private NodeFeatures() {}

    /**
     * @param place column of the 1 in every row
     */
    static CsrMatrix of(int[] place, int columns) {
        int[] start = new int[place.length + 1];
        float[] ones = new float[place.length];
        Arrays.setAll(start, row -> row);
        Arrays.fill(ones, 1);
        return new CsrMatrix(place.length, columns, start, place, ones);
    }

    /** One-hot labels, in ascending order of the labels. */
    static CsrMatrix ofLabels(int[] labels) {
        int[] distinct = IntStream.of(labels).distinct().sorted().toArray();
        int[] place = new int[labels.length];
        Arrays.setAll(place, node -> Arrays.binarySearch(distinct, labels[node]));
        return of(place, distinct.length);
    }

    /** Joins two matrices with the same number of rows. */
    static CsrMatrix sideBySide(CsrMatrix left, CsrMatrix right) {
        int leftEntries = left.nonZeros();
        int entries = leftEntries + right.nonZeros();
        int[] row = Arrays.copyOf(left.rowOfEntry(), entries);
        int[] column = Arrays.copyOf(left.column(), entries);
        float[] value = Arrays.copyOf(left.value(), entries);
        int[] rightRow = right.rowOfEntry();
        for (int k = 0; k < right.nonZeros(); k++) {
            row[leftEntries + k] = rightRow[k];
            column[leftEntries + k] = left.columns() + right.column()[k];
            value[leftEntries + k] = right.value()[k];
        }
        return CsrMatrix.of(left.rows(), left.columns() + right.columns(), row, column, value, Float::sum);
    }

    /** One-hot degrees; the last column is for all higher degrees. */
    static CsrMatrix degrees(CsrMatrix adjacency, int columns) {
        int[] degree = new int[adjacency.rows()];
        Arrays.setAll(
                degree,
                node -> Math.min(adjacency.rowStart()[node + 1] - adjacency.rowStart()[node], columns - 1));
        return of(degree, columns);
    }
}
