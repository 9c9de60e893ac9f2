package dev.contranorm.zoo.data.format;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * A text file with one row per line and a separator between fields, plain or gzipped. Every line is a row, even an empty one,
 * and quotes are ordinary characters. Only one row at a time is in memory.
 */
public final class LineTable {
    private static final int BUFFER = 1 << 16;
    private static final CsvFactory FORMAT = new CsvFactory();

    private final Path file;
    private final boolean gzipped;
    private final CsvSchema rules;

    private LineTable(Path file, boolean gzipped, char separator) {
        this.file = file;
        this.gzipped = gzipped;
        this.rules = CsvSchema.emptySchema()
                .withColumnSeparator(separator)
                .withoutQuoteChar()
                .withoutEscapeChar();
    }

    /** A table with comma-separated fields. */
    public static LineTable commas(Path file) {
        return new LineTable(file, false, ',');
    }

    /** A table with tab-separated fields. */
    public static LineTable tabs(Path file) {
        return new LineTable(file, false, '\t');
    }

    /** A gzipped table with comma-separated fields. */
    public static LineTable gzippedCommas(Path file) {
        return new LineTable(file, true, ',');
    }

    /** Consumes a row. */
    @FunctionalInterface
    public interface Row {
        /**
         * @param index number of the row, from 0
         * @param fields at least one; the list is valid only during the call
         * @throws IllegalArgumentException if the row is wrong; the message says why
         */
        void take(int index, List<String> fields);
    }

    /**
     * @return the number of rows
     * @throws IOException if the file is not gzip, is truncated or has a wrong row; the message names the line
     */
    public int read(Row row) throws IOException {
        int index = 0;
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text = gzipped ? new GZIPInputStream(bytes, BUFFER) : bytes;
                CsvParser parser = FORMAT.createParser(new InputStreamReader(text, StandardCharsets.US_ASCII))) {
            parser.setSchema(rules);
            List<String> fields = new ArrayList<>();
            List<String> view = Collections.unmodifiableList(fields);
            while (parser.nextToken() != null) {
                fields.clear();
                for (String field = parser.nextTextValue(); field != null; field = parser.nextTextValue()) {
                    fields.add(field);
                }
                row.take(index++, view);
            }
        } catch (EOFException early) {
            throw new IOException("it ends early, after line " + index, early);
        } catch (IllegalArgumentException wrong) {
            throw new IOException("line " + index + ": " + wrong.getMessage(), wrong);
        }
        return index;
    }

    /** Reads a table with one whole number per line. */
    public int[] column() throws IOException {
        IntStream.Builder numbers = IntStream.builder();
        read((index, fields) -> numbers.add(whole(only(fields))));
        return numbers.build().toArray();
    }

    /** The only field of a row. */
    public static String only(List<String> fields) {
        if (fields.size() != 1) {
            throw new IllegalArgumentException("it has " + fields.size() + " fields instead of one");
        }
        return fields.get(0);
    }

    public static int whole(String field) {
        try {
            return Integer.parseInt(field.strip());
        } catch (NumberFormatException other) {
            throw new IllegalArgumentException("'" + shortened(field) + "' is not a whole number", other);
        }
    }

    public static float decimal(String field) {
        try {
            float number = Float.parseFloat(field);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException other) {
            // reported below
        }
        throw new IllegalArgumentException("'" + shortened(field) + "' is not a finite number");
    }

    private static String shortened(String field) {
        return field.length() <= 40 ? field : field.substring(0, 40) + "…";
    }
}
