package dev.contranorm.orchestrator.report;

import dev.contranorm.orchestrator.report.TextTable.Entry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@code tabular} with the rules of the booktabs package; the best stands in bold. */
final class Latex {
    private static final Map<Character, String> ESCAPES = Map.ofEntries(
            Map.entry('\\', "\\textbackslash{}"),
            Map.entry('&', "\\&"),
            Map.entry('%', "\\%"),
            Map.entry('$', "\\$"),
            Map.entry('#', "\\#"),
            Map.entry('_', "\\_"),
            Map.entry('{', "\\{"),
            Map.entry('}', "\\}"),
            Map.entry('~', "\\textasciitilde{}"),
            Map.entry('^', "\\textasciicircum{}"),
            Map.entry('<', "\\textless{}"),
            Map.entry('>', "\\textgreater{}"),
            Map.entry('±', "$\\pm$"),
            Map.entry('✗', "$\\times$"),
            Map.entry('–', "--"),
            Map.entry('·', "$\\cdot$"),
            Map.entry('…', "\\dots{}"),
            Map.entry('\n', " "),
            Map.entry('\r', " "));

    private Latex() {}

    static String table(TextTable sheet) {
        StringBuilder out = new StringBuilder();
        out.append("\\begin{tabular}{").append(columns(sheet)).append("}\n\\toprule\n");
        out.append(line(sheet.columns().stream().map(Latex::escape).toList()));
        out.append("\\midrule\n");
        for (List<Entry> row : sheet.rows()) {
            out.append(line(row.stream()
                    .map(entry -> entry.best() ? "\\textbf{" + escape(entry.text()) + "}" : escape(entry.text()))
                    .toList()));
        }
        return out.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    private static String columns(TextTable sheet) {
        StringBuilder letters = new StringBuilder();
        for (int c = 0; c < sheet.columns().size(); c++) {
            int column = c;
            letters.append(sheet.rows().stream().anyMatch(row -> row.get(column).number()) ? 'r' : 'l');
        }
        return letters.toString();
    }

    private static String line(List<String> texts) {
        return texts.stream().collect(Collectors.joining(" & ", "", " \\\\\n"));
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            out.append(ESCAPES.getOrDefault(text.charAt(i), String.valueOf(text.charAt(i))));
        }
        return out.toString();
    }
}
