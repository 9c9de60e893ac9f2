package dev.contranorm.zoo.text;

import dev.contranorm.zoo.data.DatasetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a GLUE file has its texts and labels.
 *
 * @param header whether the first row names the columns
 * @param first column of the first text, 0-based
 * @param second column of the second text; negative for single texts
 * @param label column of the label; negative counts from the row's end
 * @param labels names of the classes in order; empty for a regression
 * @param incomplete whether rows with too few columns are known to occur and are left out, as everybody does
 */
record GlueColumns(boolean header, int first, int second, int label, List<String> labels, boolean incomplete) {
    GlueColumns {
        labels = List.copyOf(labels);
    }

    /**
     * @throws DatasetException naming file and row when a row does not fit
     */
    List<TextExample> read(Path path) throws DatasetException {
        TsvFile file = new TsvFile(path);
        List<TextExample> examples = new ArrayList<>();
        int number = header ? 1 : 0;
        int needed = Math.max(Math.max(first, second), label) + 1;
        for (String[] row : file.rows(header)) {
            number++;
            if (row.length >= needed) {
                examples.add(example(file, row, number));
            } else if (!incomplete) {
                throw file.damaged("row " + number + " has " + row.length + " columns of " + needed);
            }
        }
        return examples;
    }

    private TextExample example(TsvFile file, String[] row, int number) throws DatasetException {
        String text = row[label < 0 ? row.length + label : label];
        Optional<String> other = second < 0 ? Optional.empty() : Optional.of(row[second]);
        return new TextExample(row[first], other, label(file, text, number));
    }

    private double label(TsvFile file, String text, int number) throws DatasetException {
        if (!labels.isEmpty()) {
            int index = labels.indexOf(text);
            if (index < 0) {
                throw file.damaged("row " + number + " has the label '" + text + "', expected one of " + labels);
            }
            return index;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            throw file.damaged("row " + number + " has the score '" + text + "', which is no number");
        }
    }
}
