package dev.contranorm.orchestrator.report;

import dev.contranorm.orchestrator.report.TextTable.Entry;
import java.util.List;
import java.util.stream.Collectors;

/** Tables as GitHub shows them; the best stands in bold. */
final class Markdown {
    private Markdown() {}

    static String table(TextTable sheet) {
        StringBuilder out = new StringBuilder();
        out.append(line(sheet.columns().stream().map(Markdown::escape).toList()));
        out.append(line(sheet.columns().stream().map(column -> "---").toList()));
        for (List<Entry> row : sheet.rows()) {
            out.append(line(row.stream()
                    .map(entry -> entry.best() ? "**" + escape(entry.text()) + "**" : escape(entry.text()))
                    .toList()));
        }
        return out.toString();
    }

    private static String line(List<String> texts) {
        return texts.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\|*_`<>[]".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c == '\n' || c == '\r' ? ' ' : c);
        }
        return out.toString();
    }
}
