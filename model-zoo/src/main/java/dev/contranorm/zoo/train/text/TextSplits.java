package dev.contranorm.zoo.train.text;

import dev.contranorm.zoo.data.text.TextDataset;
import dev.contranorm.zoo.data.text.TextExample;
import dev.contranorm.zoo.data.text.TextSource;
import dev.contranorm.zoo.train.task.HeldOutExamples;
import dev.contranorm.zoo.trial.Protocol;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The training examples and the evaluated examples. GLUE's test labels are not published: {@code paper} evaluates the
 * development set, as the published script does; {@code clean} uses it as the test set and validates on every tenth training
 * example.
 *
 * @param evaluated examples by part: {@code validation}, {@code test}, and further ones such as {@code validation-mismatched}
 */
record TextSplits(List<TextExample> train, SortedMap<String, List<TextExample>> evaluated) {
    private static final String VALIDATION = "validation";
    private static final String TEST = "test";

    static TextSplits of(TextDataset data, Protocol protocol) {
        SortedMap<String, List<TextExample>> evaluated = new TreeMap<>();
        if (protocol == Protocol.PAPER) {
            evaluated.put(VALIDATION, data.validation());
            data.further().forEach((part, examples) -> evaluated.put(VALIDATION + "-" + part, examples));
            return new TextSplits(data.train(), evaluated);
        }
        evaluated.put(TEST, data.validation());
        data.further().forEach((part, examples) -> evaluated.put(TEST + "-" + part, examples));
        HeldOutExamples<TextExample> parts = HeldOutExamples.of(data.train());
        evaluated.put(VALIDATION, parts.validation());
        return new TextSplits(parts.train(), evaluated);
    }

    /** The names of the evaluated parts. */
    static Set<String> evaluated(TextSource source, Protocol protocol) {
        Set<String> parts = new TreeSet<>(Set.of(VALIDATION));
        String published = protocol == Protocol.PAPER ? VALIDATION : TEST;
        parts.add(published);
        source.further().forEach(part -> parts.add(published + "-" + part));
        return parts;
    }
}
