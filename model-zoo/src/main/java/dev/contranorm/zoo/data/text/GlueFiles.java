package dev.contranorm.zoo.data.text;

import dev.contranorm.zoo.data.DatasetException;
import java.nio.file.Path;
import java.util.List;

/** A layout of files that GLUE is published in. The same part has the same examples in every layout. */
sealed interface GlueFiles permits OriginalFiles, HubFiles {
    /** Whether a part of the task is in {@code <data>/glue}, perhaps damaged. */
    boolean hold(Path glue, GluePart part);

    /** What is looked for, under {@code <data>/glue}. */
    String expected(GluePart part);

    /**
     * @throws DatasetException naming file and row, when something is missing or does not fit
     */
    List<TextExample> read(Path glue, GluePart part) throws DatasetException;
}
