package dev.contranorm.orchestrator.report;

import dev.contranorm.orchestrator.report.TextTable.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits a table into the width of a terminal. The widest columns of a table that is too wide are wrapped; no text is cut off.
 * A table that is still too wide becomes a list with one line per value.
 */
final class FittedText {
    private static final int GAP = 2;
    /** Text or JSON in a narrower column is hard to read. */
    private static final int MIN_COLUMN = 20;

    private final TextTable table;
    private final int width;

    private FittedText(TextTable table, int width) {
        this.table = table;
        this.width = width;
    }

    static String of(TextTable table, int width) {
        FittedText text = new FittedText(table, width);
        return text.fitted(text.naturalWidths())
                .map(widths -> PlainText.table(text.wrapped(widths)))
                .orElseGet(text::list);
    }

    private int[] naturalWidths() {
        return IntStream.range(0, table.columns().size())
                .map(column -> Math.max(
                        PlainText.width(table.columns().get(column)),
                        table.rows().stream()
                                .mapToInt(row -> PlainText.width(PlainText.text(row.get(column))))
                                .max()
                                .orElse(0)))
                .toArray();
    }

    /** Narrows the widest column repeatedly; empty if no column can become narrower. */
    private Optional<int[]> fitted(int[] widths) {
        long gaps = (long) GAP * Math.max(0, widths.length - 1);
        while (IntStream.of(widths).asLongStream().sum() + gaps > width) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] > widths[widest] ? column : widest;
            }
            int least = Math.max(MIN_COLUMN, PlainText.width(table.columns().get(widest)));
            if (widths[widest] <= least) {
                return Optional.empty();
            }
            widths[widest]--;
        }
        return Optional.of(widths);
    }

    private TextTable wrapped(int[] widths) {
        List<List<Entry>> lines = new ArrayList<>();
        for (List<Entry> row : table.rows()) {
            List<List<String>> pieces = new ArrayList<>();
            for (int column = 0; column < widths.length; column++) {
                pieces.add(pieces(PlainText.text(row.get(column)), widths[column]));
            }
            int height = pieces.stream().mapToInt(List::size).max().orElse(1);
            for (int line = 0; line < height; line++) {
                List<Entry> entries = new ArrayList<>();
                for (int column = 0; column < widths.length; column++) {
                    List<String> wrapped = pieces.get(column);
                    String piece = line < wrapped.size() ? wrapped.get(line) : "";
                    entries.add(new Entry(piece, false, row.get(column).number()));
                }
                lines.add(entries);
            }
        }
        return new TextTable(table.columns(), lines);
    }

    private String list() {
        int head = table.columns().stream().mapToInt(PlainText::width).max().orElse(0);
        int room = Math.max(MIN_COLUMN, width - head - GAP);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < table.rows().size(); row++) {
            String title = "── " + (row + 1) + " ";
            text.append(title)
                    .append("─".repeat(Math.max(0, head - title.length())))
                    .append('\n');
            for (int column = 0; column < table.columns().size(); column++) {
                String name = table.columns().get(column);
                for (String piece : pieces(PlainText.text(table.rows().get(row).get(column)), room)) {
                    String line = name + " ".repeat(head + GAP - PlainText.width(name)) + piece;
                    text.append(line.stripTrailing()).append('\n');
                    name = "";
                }
            }
        }
        return text.toString();
    }

    /** Wraps after a space or comma in the second half of a line if there is one, otherwise inside a word. */
    private static List<String> pieces(String text, int room) {
        int[] characters = text.codePoints().toArray();
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (characters.length - from > room) {
            int to = from + room;
            for (int end = to; end > from + room / 2; end--) {
                if (characters[end - 1] == ' ' || characters[end - 1] == ',') {
                    to = end;
                    break;
                }
            }
            pieces.add(new String(Arrays.copyOfRange(characters, from, to), 0, to - from));
            from = to;
        }
        pieces.add(new String(characters, from, characters.length - from));
        return pieces;
    }
}
