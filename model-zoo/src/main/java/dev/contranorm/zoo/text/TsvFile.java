package dev.contranorm.zoo.text;

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

/** Tab-separated rows as GLUE has them: UTF-8, perhaps a byte-order mark, quotes are ordinary characters. */
final class TsvFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;

    TsvFile(Path file) {
        this.file = file;
    }

    /**
     * @param header whether the first row names the columns
     * @throws DatasetException when the file is missing, empty or no UTF-8
     */
    List<String[]> rows(boolean header) throws DatasetException {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(
                    DatasetException.Kind.MISSING,
                    file + ": is missing; get the task's original files from https://gluebenchmark.com/tasks");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw damaged("is no UTF-8 text");
        } catch (IOException unreadable) {
            throw damaged("cannot be read: " + unreadable.getMessage());
        }
        if (text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        List<String[]> rows = new ArrayList<>();
        // Only line feeds end a row: some texts hold other characters that Unicode counts as line breaks.
        for (String line : text.split("\n")) {
            String row = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (!row.isEmpty()) {
                rows.add(row.split("\t", -1));
            }
        }
        if (rows.size() < (header ? 2 : 1)) {
            throw damaged("holds no row");
        }
        return header ? rows.subList(1, rows.size()) : rows;
    }

    DatasetException damaged(String problem) {
        return new DatasetException(DatasetException.Kind.DAMAGED, file + ": " + problem);
    }
}
