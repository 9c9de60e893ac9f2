package dev.contranorm.orchestrator.report;

import dev.contranorm.orchestrator.report.TextTable.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables for a terminal: columns set apart by spaces, a rule under the heads, a star after the best. */
final class PlainText {
    private static final String GAP = "  ";

    private PlainText() {}

    static String table(TextTable sheet) {
        int count = sheet.columns().size();
        int[] widths = new int[count];
        boolean[] right = new boolean[count];
        for (int c = 0; c < count; c++) {
            int column = c;
            widths[c] = Math.max(
                    width(sheet.columns().get(c)),
                    sheet.rows().stream()
                            .mapToInt(row -> width(text(row.get(column))))
                            .max()
                            .orElse(0));
            right[c] = sheet.rows().stream().anyMatch(row -> row.get(column).number());
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(sheet.columns(), widths, right));
        lines.add(IntStream.of(widths).mapToObj("─"::repeat).collect(Collectors.joining(GAP)));
        for (List<Entry> row : sheet.rows()) {
            lines.add(line(row.stream().map(PlainText::text).toList(), widths, right));
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    static String text(Entry entry) {
        // What would break the lines of a terminal.
        String visible = entry.text().replace("\r", "").replace('\n', ' ').replace('\t', ' ');
        return entry.best() ? visible + "*" : visible;
    }

    private static String line(List<String> texts, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < texts.size(); c++) {
            String padding = " ".repeat(widths[c] - width(texts.get(c)));
            line.append(c == 0 ? "" : GAP)
                    .append(right[c] ? padding : "")
                    .append(texts.get(c))
                    .append(right[c] ? "" : padding);
        }
        return line.toString().stripTrailing();
    }

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
