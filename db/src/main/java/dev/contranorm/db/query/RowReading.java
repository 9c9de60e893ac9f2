package dev.contranorm.db.query;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads rows of any columns. */
final class RowReading {
    private RowReading() {}

    static Rows read(ResultSet rows, int limit) throws SQLException {
        ResultSetMetaData description = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= description.getColumnCount(); i++) {
            columns.add(description.getColumnLabel(i));
        }
        List<List<Object>> read = new ArrayList<>();
        boolean truncated = false;
        while (rows.next()) {
            if (read.size() == limit) {
                truncated = true;
                break;
            }
            List<Object> row = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                row.add(value(rows, description.getColumnType(i), i));
            }
            read.add(Collections.unmodifiableList(row));
        }
        return new Rows(List.copyOf(columns), List.copyOf(read), truncated);
    }

    private static Object value(ResultSet rows, int type, int column) throws SQLException {
        Object value =
                switch (type) {
                    case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> rows.getLong(column);
                    case Types.REAL, Types.FLOAT, Types.DOUBLE -> rows.getDouble(column);
                    case Types.NUMERIC, Types.DECIMAL -> numeric(rows, column);
                    case Types.BIT, Types.BOOLEAN -> rows.getBoolean(column);
                    case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP -> rows.getTimestamp(column);
                    default -> rows.getString(column);
                };
        if (rows.wasNull()) {
            return null;
        }
        return value instanceof java.sql.Timestamp timestamp ? timestamp.toInstant() : value;
    }

    /** A numeric may be NaN or infinite, which BigDecimal cannot hold. */
    private static Object numeric(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        if (text == null) {
            return null;
        }
        return text.matches("-?[0-9.]+") ? new BigDecimal(text) : (Object) Double.parseDouble(text);
    }
}
