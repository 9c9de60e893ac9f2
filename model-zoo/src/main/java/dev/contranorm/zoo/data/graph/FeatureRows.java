package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.format.DenseMatrix;
import dev.contranorm.zoo.data.format.LineTable;
import java.util.List;

/** Collects a table of features row by row; the first row says how many columns there are. */
final class FeatureRows implements LineTable.Row {
    private final int rows;
    private int columns;
    private float[] values = new float[0];
    private int taken;

    FeatureRows(int rows) {
        this.rows = rows;
    }

    @Override
    public void take(int index, List<String> fields) {
        if (index == rows) {
            throw new IllegalArgumentException("there are only " + rows + " nodes");
        }
        if (index == 0) {
            columns = fields.size();
            values = new float[Math.multiplyExact(rows, columns)];
        }
        if (fields.size() != columns) {
            throw new IllegalArgumentException("it does not have the " + columns + " features of the first line");
        }
        for (int column = 0; column < columns; column++) {
            values[index * columns + column] = LineTable.decimal(fields.get(column));
        }
        taken = index + 1;
    }

    /**
     * @throws IllegalArgumentException if rows are missing
     */
    DenseMatrix matrix() {
        if (taken != rows) {
            throw new IllegalArgumentException("it has " + taken + " lines for " + rows + " nodes");
        }
        return new DenseMatrix(rows, columns, values);
    }
}
