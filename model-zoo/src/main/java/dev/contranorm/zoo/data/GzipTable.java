package dev.contranorm.zoo.data;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** A gzipped table of comma-separated numbers, one row a line. A line at a time is in memory. */
final class GzipTable {
    private static final int BUFFER = 1 << 16;

    private final Path file;

    GzipTable(Path file) {
        this.file = file;
    }

    /** What is done with a row. */
    @FunctionalInterface
    interface Row {
        /**
         * @param index from 0
         * @param fields the line
         * @throws IllegalArgumentException when the row is wrong; the message says why
         */
        void take(int index, String fields);
    }

    /**
     * @return the number of rows
     * @throws IOException when the file is not gzip, ends early or has a wrong row; the message names the line
     */
    int read(Row row) throws IOException {
        int index = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file), BUFFER), StandardCharsets.US_ASCII),
                BUFFER)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                row.take(index++, line);
            }
        } catch (EOFException early) {
            throw new IOException("it ends too early, after line " + index, early);
        } catch (IllegalArgumentException wrong) {
            throw new IOException("line " + index + ": " + wrong.getMessage(), wrong);
        }
        return index;
    }

    /** A table with one whole number a line. */
    int[] column() throws IOException {
        IntStream.Builder numbers = IntStream.builder();
        read((index, fields) -> numbers.add(whole(fields)));
        return numbers.build().toArray();
    }

    static int whole(String field) {
        try {
            return Integer.parseInt(field.strip());
        } catch (NumberFormatException other) {
            throw new IllegalArgumentException("'" + shortened(field) + "' is no whole number", other);
        }
    }

    static float decimal(String field) {
        try {
            float number = Float.parseFloat(field);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException other) {
            // told below
        }
        throw new IllegalArgumentException("'" + shortened(field) + "' is no finite number");
    }

    private static String shortened(String field) {
        return field.length() <= 40 ? field : field.substring(0, 40) + "…";
    }
}
