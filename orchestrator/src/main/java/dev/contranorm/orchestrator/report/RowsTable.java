package dev.contranorm.orchestrator.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a query: columns by name, values as the database gives them, null where it has none. */
public record RowsTable(List<String> columns, List<List<Object>> rows) {
    public RowsTable {
        columns = List.copyOf(columns);
        // Rows hold nulls, which List.copyOf refuses.
        rows = rows.stream()
                .map(row -> Collections.unmodifiableList(new java.util.ArrayList<>(row)))
                .toList();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + row.size() + " values under " + columns.size() + " columns");
            }
        }
    }

    /** The rows as text that ends with a line break. JSON is an array with an object a row. */
    public String render(TableFormat format) {
        return render(format, Integer.MAX_VALUE);
    }

    /** @param width columns of the terminal, which only {@link TableFormat#TABLE} fits into */
    public String render(TableFormat format, int width) {
        return switch (format) {
            case JSON -> JsonText.array(rows.stream().map(this::object).toList());
            case CSV -> Csv.table(columns, rows);
            case TABLE -> FittedText.of(sheet(), width);
            case MARKDOWN, LATEX -> sheet().render(format);
        };
    }

    /** Of columns with one name the later ones get a number, so that none is lost. */
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

    private TextTable sheet() {
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
