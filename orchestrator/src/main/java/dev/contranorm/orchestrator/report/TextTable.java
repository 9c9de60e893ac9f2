package dev.contranorm.orchestrator.report;

import java.util.List;

/**
 * A table of texts before it has a form.
 *
 * @param columns the heads
 * @param rows entries, as many as there are heads
 */
record TextTable(List<String> columns, List<List<Entry>> rows) {
    TextTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * @param best stands out in its column
     * @param number stands at the right of its column
     */
    record Entry(String text, boolean best, boolean number) {
        static Entry of(String text) {
            return new Entry(text, false, false);
        }

        static Entry number(String text) {
            return new Entry(text, false, true);
        }
    }

    /** The table in a form that is meant for reading. */
    String render(TableFormat format) {
        return switch (format) {
            case MARKDOWN -> Markdown.table(this);
            case LATEX -> Latex.table(this);
            case TABLE, JSON, CSV -> PlainText.table(this);
        };
    }
}
