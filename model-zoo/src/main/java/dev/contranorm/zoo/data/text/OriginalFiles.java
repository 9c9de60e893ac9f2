package dev.contranorm.zoo.data.text;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.format.TsvFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The original files of a task: {@code <data>/glue/<folder>/train.tsv}.
 *
 * @param columns names of the columns if the first row does not name them; otherwise empty
 * @param first column of the first text
 * @param second column of the second text; empty for single texts
 * @param label column of the label
 * @param labels class names in order; empty for a regression
 * @param incomplete whether the file is known to have incomplete rows, which are skipped as is usual
 */
record OriginalFiles(
        String folder,
        List<String> columns,
        String first,
        Optional<String> second,
        String label,
        List<String> labels,
        boolean incomplete)
        implements GlueFiles {
    OriginalFiles {
        columns = List.copyOf(columns);
        labels = List.copyOf(labels);
    }

    /** Files whose first row names the columns. */
    static OriginalFiles pair(String folder, String first, String second, String label, List<String> labels) {
        return new OriginalFiles(folder, List.of(), first, Optional.of(second), label, labels, false);
    }

    @Override
    public boolean hold(Path glue, GluePart part) {
        return Files.exists(file(glue, part));
    }

    @Override
    public String expected(GluePart part) {
        return folder + "/" + part.originalFile();
    }

    private Path file(Path glue, GluePart part) {
        return glue.resolve(folder).resolve(part.originalFile());
    }

    @Override
    public List<TextExample> read(Path glue, GluePart part) throws DatasetException {
        TsvFile file = TsvFile.open(file(glue, part), columns);
        int text = file.column(first);
        int other = second.isPresent() ? file.column(second.get()) : -1;
        int labelColumn = file.column(label);
        List<TextExample> examples = new ArrayList<>();
        for (TsvFile.Row row : file.rows()) {
            if (incomplete && row.values().length < file.width()) {
                continue;
            }
            String[] values = file.whole(row);
            Optional<String> pair = other < 0 ? Optional.empty() : Optional.of(values[other]);
            examples.add(new TextExample(values[text], pair, label(file, row.number(), values[labelColumn])));
        }
        return examples;
    }

    private double label(TsvFile file, int number, String text) throws DatasetException {
        if (!labels.isEmpty()) {
            int index = labels.indexOf(text);
            if (index < 0) {
                throw file.damaged("row " + number + " has the label '" + text + "'; expected one of " + labels);
            }
            return index;
        }
        try {
            return TextExample.score(Float.parseFloat(text));
        } catch (NumberFormatException noNumber) {
            throw file.damaged("row " + number + " has the score '" + text + "', which is not a number");
        }
    }
}
