package dev.contranorm.orchestrator.report;

import java.util.List;

/** The rows of a query: columns by name, values as the database gives them, null where it has none. */
public record RowsTable(List<String> columns, List<List<Object>> rows) {
    public RowsTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The rows as text that ends with a line break. JSON is an array with an object a row. */
    public String render(TableFormat format) {
        throw new UnsupportedOperationException("not written yet");
    }
}
