package dev.contranorm.zoo.data.format;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** A text file with one row per line, plain or gzipped. Only one line at a time is in memory. */
public final class LineTable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final boolean gzipped;

    private LineTable(Path file, boolean gzipped) {
        this.file = file;
        this.gzipped = gzipped;
    }

    public static LineTable plain(Path file) {
        return new LineTable(file, false);
    }

    public static LineTable gzipped(Path file) {
        return new LineTable(file, true);
    }

    /** Consumes a row. */
    @FunctionalInterface
    public interface Row {
        /**
         * @param index number of the row, from 0
         * @param line the row without its line break
         * @throws IllegalArgumentException if the row is wrong; the message says why
         */
        void take(int index, String line);
    }

    /**
     * @return the number of rows
     * @throws IOException if the file is not gzip, is truncated or has a wrong row; the message names the line
     */
    public int read(Row row) throws IOException {
        int index = 0;
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text = gzipped ? new GZIPInputStream(bytes, BUFFER) : bytes;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(text, StandardCharsets.US_ASCII), BUFFER)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                row.take(index++, line);
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
        read((index, fields) -> numbers.add(whole(fields)));
        return numbers.build().toArray();
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
