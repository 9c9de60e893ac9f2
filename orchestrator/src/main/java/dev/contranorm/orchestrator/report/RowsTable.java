package dev.contranorm.orchestrator.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a query: column names, and values as the database returns them, which may be null. */
public record RowsTable(List<String> columns, List<List<Object>> rows) {
    public RowsTable {
        columns = List.copyOf(columns);
        // List.copyOf does not accept the nulls in rows.
        rows = rows.stream()
                .map(row -> Collections.unmodifiableList(new java.util.ArrayList<>(row)))
                .toList();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row has " + row.size() + " values for " + columns.size() + " columns");
            }
        }
    }

    /** The rows as text with a final line break. JSON is an array with one object per row. */
    public String render(TableFormat format) {
        return render(format, Integer.MAX_VALUE);
    }

    /** @param width width in characters; applies to {@link TableFormat#TABLE} only */
    public String render(TableFormat format, int width) {
        return switch (format) {
            case JSON -> JsonText.array(rows.stream().map(this::object).toList());
            case CSV -> Csv.table(columns, rows);
            case TABLE -> FittedText.of(toTextTable(), width);
            case MARKDOWN, LATEX -> toTextTable().render(format);
        };
    }

    /** Appends a number to repeated column names, so that no value is lost. */
    private Map<String, Object> object(List<Object> row) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            String name = columns.get(c);
            for (int n = 2; object.containsKey(name); n++) {
                name = columns.get(c) + "_" + n;
            }
            object.put(name, json(row.get(c)));
        }
        return object;
    }

    private static Object json(Object value) {
        boolean finite = !(value instanceof Double number) || Double.isFinite(number);
        boolean known = value == null || value instanceof Number || value instanceof Boolean;
        return known && finite ? value : String.valueOf(value);
    }

    private TextTable toTextTable() {
        return new TextTable(
                columns,
                rows.stream()
                        .map(row -> row.stream().map(RowsTable::entry).toList())
                        .toList());
    }

    private static TextTable.Entry entry(Object value) {
        String text = value == null ? "" : Numbers.plain(value);
        return value instanceof Number ? TextTable.Entry.number(text) : TextTable.Entry.of(text);
    }
}
