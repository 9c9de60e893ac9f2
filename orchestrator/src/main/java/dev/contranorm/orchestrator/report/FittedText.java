package dev.contranorm.orchestrator.report;

import dev.contranorm.orchestrator.report.TextTable.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table of any content on a terminal. One that is too wide gets its widest texts folded, nothing is cut off; one that is
 * too wide even so is written as a list, a line for each value.
 */
final class FittedText {
    private static final int GAP = 2;
    /** Narrower columns of prose or JSON are hard to read. */
    private static final int NARROWEST = 20;

    private final TextTable sheet;
    private final int width;

    private FittedText(TextTable sheet, int width) {
        this.sheet = sheet;
        this.width = width;
    }

    static String of(TextTable sheet, int width) {
        FittedText text = new FittedText(sheet, width);
        return text.fitted(text.naturalWidths())
                .map(widths -> PlainText.table(text.folded(widths)))
                .orElseGet(text::list);
    }

    private int[] naturalWidths() {
        return IntStream.range(0, sheet.columns().size())
                .map(column -> Math.max(
                        PlainText.width(sheet.columns().get(column)),
                        sheet.rows().stream()
                                .mapToInt(row -> PlainText.width(PlainText.text(row.get(column))))
                                .max()
                                .orElse(0)))
                .toArray();
    }

    /** Takes room from the widest column again and again; empty when none has any left to give. */
    private Optional<int[]> fitted(int[] widths) {
        long gaps = (long) GAP * Math.max(0, widths.length - 1);
        while (IntStream.of(widths).asLongStream().sum() + gaps > width) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] > widths[widest] ? column : widest;
            }
            int least = Math.max(NARROWEST, PlainText.width(sheet.columns().get(widest)));
            if (widths[widest] <= least) {
                return Optional.empty();
            }
            widths[widest]--;
        }
        return Optional.of(widths);
    }

    private TextTable folded(int[] widths) {
        List<List<Entry>> lines = new ArrayList<>();
        for (List<Entry> row : sheet.rows()) {
            List<List<String>> pieces = new ArrayList<>();
            for (int column = 0; column < widths.length; column++) {
                pieces.add(pieces(PlainText.text(row.get(column)), widths[column]));
            }
            int height = pieces.stream().mapToInt(List::size).max().orElse(1);
            for (int line = 0; line < height; line++) {
                List<Entry> entries = new ArrayList<>();
                for (int column = 0; column < widths.length; column++) {
                    List<String> folded = pieces.get(column);
                    String piece = line < folded.size() ? folded.get(line) : "";
                    entries.add(new Entry(piece, false, row.get(column).number()));
                }
                lines.add(entries);
            }
        }
        return new TextTable(sheet.columns(), lines);
    }

    private String list() {
        int head = sheet.columns().stream().mapToInt(PlainText::width).max().orElse(0);
        int room = Math.max(NARROWEST, width - head - GAP);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < sheet.rows().size(); row++) {
            String title = "── " + (row + 1) + " ";
            text.append(title)
                    .append("─".repeat(Math.max(0, head - title.length())))
                    .append('\n');
            for (int column = 0; column < sheet.columns().size(); column++) {
                String name = sheet.columns().get(column);
                for (String piece : pieces(PlainText.text(sheet.rows().get(row).get(column)), room)) {
                    String line = name + " ".repeat(head + GAP - PlainText.width(name)) + piece;
                    text.append(line.stripTrailing()).append('\n');
                    name = "";
                }
            }
        }
        return text.toString();
    }

    /** Folds after a space or a comma where the line has one in its second half, else in the middle of a word. */
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
