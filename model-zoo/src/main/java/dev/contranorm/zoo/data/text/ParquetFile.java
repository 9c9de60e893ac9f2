package dev.contranorm.zoo.data.text;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.HydratorSupplier;
import blue.strategic.parquet.ParquetReader;
import dev.contranorm.zoo.data.DatasetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads some columns of a parquet file, row by row. */
final class ParquetFile {
    /** Consumes a row. */
    @FunctionalInterface
    interface Use {
        void row(Row row) throws DatasetException;
    }

    /** The values of one row, numbered from 1. */
    final class Row {
        private final int number;
        private final Map<String, Object> values;

        private Row(int number, Map<String, Object> values) {
            this.number = number;
            this.values = values;
        }

        int number() {
            return number;
        }

        /**
         * @throws DatasetException if there is none
         */
        Object value(String column) throws DatasetException {
            Object value = values.get(column);
            if (value == null) {
                throw damaged("row " + number + " has no " + column);
            }
            return value;
        }

        String text(String column) throws DatasetException {
            if (value(column) instanceof String text) {
                return text;
            }
            throw damaged(
                    "row " + number + " has " + value(column) + " in the column '" + column + "', which is not text");
        }

        double number(String column) throws DatasetException {
            Object value = value(column);
            if (value instanceof Number number) {
                return value instanceof Float score ? TextExample.score(score) : number.doubleValue();
            }
            throw damaged(
                    "row " + number + " has '" + value + "' in the column '" + column + "', which is not a number");
        }
    }

    private final Path file;
    private final List<String> columns;

    private ParquetFile(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /**
     * @throws DatasetException if the file is not a complete parquet file or lacks a column
     */
    static ParquetFile open(Path file, List<String> columns) throws DatasetException {
        ParquetFile opened = new ParquetFile(file, List.copyOf(columns));
        MessageType schema;
        try {
            schema = ParquetReader.readMetadata(file.toFile()).getFileMetaData().getSchema();
        } catch (IOException | RuntimeException unreadable) {
            throw opened.unreadable(unreadable);
        }
        for (String column : columns) {
            if (!schema.containsField(column) || !schema.getType(column).isPrimitive()) {
                throw opened.damaged("has no plain column '" + column + "', only "
                        + schema.getFields().stream().map(Type::getName).toList());
            }
        }
        return opened;
    }

    /**
     * @throws DatasetException if the file is truncated, or {@code use} rejects a row
     */
    void read(Use use) throws DatasetException {
        int number = 0;
        try (Stream<Map<String, Object>> stream =
                ParquetReader.streamContent(file.toFile(), HydratorSupplier.constantly(new Values()), columns)) {
            Iterator<Map<String, Object>> rows = stream.iterator();
            while (rows.hasNext()) {
                use.row(new Row(++number, rows.next()));
            }
        } catch (IOException | RuntimeException unreadable) {
            throw unreadable(unreadable);
        }
        if (number == 0) {
            throw damaged("has no rows");
        }
    }

    private DatasetException unreadable(Exception cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return damaged(
                "is not a complete parquet file: " + reason.lines().findFirst().orElse(""));
    }

    DatasetException damaged(String problem) {
        return new DatasetException(DatasetException.Kind.DAMAGED, file + ": " + problem);
    }

    /** Reads every row into a map. */
    private static final class Values implements Hydrator<Map<String, Object>, Map<String, Object>> {
        @Override
        public Map<String, Object> start() {
            return new HashMap<>();
        }

        @Override
        public Map<String, Object> add(Map<String, Object> row, String column, Object value) {
            row.put(column, value);
            return row;
        }

        @Override
        public Map<String, Object> finish(Map<String, Object> row) {
            return row;
        }
    }
}
