package dev.contranorm.zoo.data.text;

import dev.contranorm.zoo.data.DatasetException;
import java.nio.file.Path;
import java.util.List;

/** A published file layout of GLUE. The same part has the same examples in every layout. */
sealed interface GlueFiles permits OriginalFiles, HubFiles {
    /** Whether a part of the task is in {@code <data>/glue}, even if damaged. */
    boolean hold(Path glue, GluePart part);

    /** The expected file, relative to {@code <data>/glue}. */
    String expected(GluePart part);

    /**
     * @throws DatasetException naming file and row if something is missing or wrong
     */
    List<TextExample> read(Path glue, GluePart part) throws DatasetException;
}
