package dev.contranorm.orchestrator.report;

import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values by RFC 4180: lines end with CR LF; values with a comma, quote or line break are quoted. */
final class Csv {
    private Csv() {}

    /** Null becomes an empty field. */
    static String table(List<String> columns, List<? extends List<?>> rows) {
        StringBuilder out = new StringBuilder(line(columns));
        rows.forEach(row -> out.append(line(row)));
        return out.toString();
    }

    private static String line(List<?> values) {
        return values.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(Object value) {
        String text = value == null ? "" : Numbers.plain(value);
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
