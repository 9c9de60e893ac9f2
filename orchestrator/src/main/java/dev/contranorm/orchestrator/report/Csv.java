package dev.contranorm.orchestrator.report;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Comma-separated values by RFC 4180: lines end with CR LF; values with a comma, quote or line break are quoted. */
final class Csv {
    private static final ObjectWriter WRITER = CsvMapper.builder()
            // Else long texts are quoted without looking into them.
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build()
            .writer(CsvSchema.emptySchema().withLineSeparator("\r\n"));

    private Csv() {}

    /** Null becomes an empty field. */
    static String table(List<String> columns, List<? extends List<?>> rows) {
        StringWriter out = new StringWriter();
        try (SequenceWriter lines = WRITER.writeValues(out)) {
            lines.write(columns);
            for (List<?> row : rows) {
                lines.write(row.stream().map(Csv::field).toList());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("text is written in memory", impossible);
        }
        return out.toString();
    }

    private static String field(Object value) {
        return value == null ? "" : Numbers.plain(value);
    }
}
