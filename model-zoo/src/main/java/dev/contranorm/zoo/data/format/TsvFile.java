package dev.contranorm.zoo.data.format;

import dev.contranorm.zoo.data.DatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tab-separated rows as in GLUE: UTF-8, optionally with a byte-order mark; quotes are ordinary characters. A CSV parser is not
 * suitable, because it also ends a row at a lone carriage return, which is part of a text here.
 */
public final class TsvFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * A row.
     *
     * @param number line number, from 1
     */
    public record Row(int number, String[] values) {}

    private final Path file;
    private final List<String> columns;
    private final List<Row> rows;

    private TsvFile(Path file, List<String> columns, List<Row> rows) {
        this.file = file;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * @param columns names of the columns; empty if the first row names them
     * @throws DatasetException if the file is missing, empty or not UTF-8
     */
    public static TsvFile open(Path file, List<String> columns) throws DatasetException {
        List<Row> rows = rows(file, text(file));
        int header = columns.isEmpty() ? 1 : 0;
        if (rows.size() <= header) {
            throw damaged(file, "has no rows");
        }
        return header == 0
                ? new TsvFile(file, columns, rows)
                : new TsvFile(file, List.of(rows.get(0).values()), rows.subList(1, rows.size()));
    }

    private static List<Row> rows(Path file, String text) {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        // Only line feeds end a row: some texts contain other characters that Unicode counts as line breaks.
        for (String line : text.split("\n")) {
            number++;
            String row = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (!row.isEmpty()) {
                rows.add(new Row(number, row.split("\t", -1)));
            }
        }
        return rows;
    }

    private static String text(Path file) throws DatasetException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw damaged(file, "is not UTF-8 text");
        } catch (IOException unreadable) {
            throw damaged(file, "cannot be read: " + unreadable.getMessage());
        }
    }

    public List<Row> rows() {
        return rows;
    }

    /** Number of columns of a complete row. */
    public int width() {
        return columns.size();
    }

    /**
     * @throws DatasetException if there is no column of this name
     */
    public int column(String name) throws DatasetException {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw damaged("has no column '" + name + "' in its first row, only " + columns);
        }
        return index;
    }

    /**
     * The values of a row, after checking its number of columns.
     *
     * @throws DatasetException naming the row if it has more or fewer columns
     */
    public String[] whole(Row row) throws DatasetException {
        if (row.values().length != width()) {
            throw damaged("row " + row.number() + " has " + row.values().length + " columns instead of " + width());
        }
        return row.values();
    }

    public DatasetException damaged(String problem) {
        return damaged(file, problem);
    }

    private static DatasetException damaged(Path file, String problem) {
        return new DatasetException(DatasetException.Kind.DAMAGED, file + ": " + problem);
    }
}
