package dev.contranorm.zoo.data.text;

import dev.contranorm.zoo.data.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a task in the dataset {@code nyu-mll/glue} of the Hugging Face Hub, possibly in shards: {@code
 * <data>/glue/<folder>/train-00000-of-00001.parquet}. Labels are the indices of the classes.
 *
 * @param first column of the first text
 * @param second column of the second text; empty for single texts
 * @param classes number of classes; 1 for a regression, whose labels are scores
 */
record HubFiles(String folder, String first, Optional<String> second, int classes) implements GlueFiles {
    private static final String LABEL = "label";
    private static final Pattern SHARD = Pattern.compile("(.+)-([0-9]{5,})-of-([0-9]{5,})\\.parquet");

    static HubFiles pair(String folder, String first, String second, int classes) {
        return new HubFiles(folder, first, Optional.of(second), classes);
    }

    @Override
    public boolean hold(Path glue, GluePart part) {
        try {
            return !shards(glue, part).isEmpty();
        } catch (DatasetException damaged) {
            return true;
        }
    }

    @Override
    public String expected(GluePart part) {
        return folder + "/" + part.hubSplit() + "-00000-of-00001.parquet";
    }

    @Override
    public List<TextExample> read(Path glue, GluePart part) throws DatasetException {
        List<String> columns = new ArrayList<>(List.of(LABEL, first));
        second.ifPresent(columns::add);
        List<TextExample> examples = new ArrayList<>();
        for (Path shard : shards(glue, part)) {
            ParquetFile file = ParquetFile.open(shard, columns);
            file.read(row -> examples.add(example(file, row)));
        }
        return examples;
    }

    private TextExample example(ParquetFile file, ParquetFile.Row row) throws DatasetException {
        Optional<String> other = second.isPresent() ? Optional.of(row.text(second.get())) : Optional.empty();
        double label = row.number(LABEL);
        if (classes > 1 && (label < 0 || label >= classes || label != Math.rint(label))) {
            throw file.damaged("row " + row.number() + " has the label " + row.value(LABEL) + "; expected 0 to "
                    + (classes - 1) + (label == -1 ? "; -1 stands for the unpublished labels of a test part" : ""));
        }
        return new TextExample(row.text(first), other, label);
    }

    /** The files of a part in order; empty if there are none. */
    private List<Path> shards(Path glue, GluePart part) throws DatasetException {
        Path place = glue.resolve(folder);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        SortedMap<Integer, Path> shards = new TreeMap<>();
        int wanted = 0;
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                Matcher name = SHARD.matcher(file.getFileName().toString());
                if (name.matches() && name.group(1).equals(part.hubSplit())) {
                    shards.put(Integer.parseInt(name.group(2)), file);
                    wanted = Math.max(wanted, Integer.parseInt(name.group(3)));
                }
            }
        } catch (IOException unreadable) {
            throw new DatasetException(
                    DatasetException.Kind.DAMAGED, place + ": cannot be read: " + unreadable.getMessage());
        }
        for (int k = 0; k < wanted; k++) {
            if (!shards.containsKey(k)) {
                throw new DatasetException(
                        DatasetException.Kind.MISSING,
                        String.format("%s/%s-%05d-of-%05d.parquet: is missing", place, part.hubSplit(), k, wanted));
            }
        }
        return List.copyOf(shards.values());
    }
}
