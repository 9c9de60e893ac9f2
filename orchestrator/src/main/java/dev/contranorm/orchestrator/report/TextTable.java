package dev.contranorm.orchestrator.report;

import java.util.List;

/**
 * A table of text entries, independent of a format.
 *
 * @param columns the column headers
 * @param rows one entry per column
 */
record TextTable(List<String> columns, List<List<Entry>> rows) {
    TextTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * @param best whether to mark the entry as best in its column
     * @param number whether to align the entry to the right
     */
    record Entry(String text, boolean best, boolean number) {
        static Entry of(String text) {
            return new Entry(text, false, false);
        }

        static Entry number(String text) {
            return new Entry(text, false, true);
        }
    }

    /** The table in a format for people. */
    String render(TableFormat format) {
        return switch (format) {
            case MARKDOWN -> Markdown.table(this);
            case LATEX -> Latex.table(this);
            case TABLE, JSON, CSV -> PlainText.table(this);
        };
    }
}
