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
 * What is trained on and what is judged by. GLUE's test labels are secret: {@code paper} judges by the development set, as
 * the published script does; {@code clean} keeps that for the test and validates on every tenth training example.
 *
 * @param judged examples by part: {@code validation}, {@code test}, and further ones such as {@code validation-mismatched}
 */
record TextSplits(List<TextExample> train, SortedMap<String, List<TextExample>> judged) {
    private static final String VALIDATION = "validation";
    private static final String TEST = "test";

    static TextSplits of(TextDataset data, Protocol protocol) {
        SortedMap<String, List<TextExample>> judged = new TreeMap<>();
        if (protocol == Protocol.PAPER) {
            judged.put(VALIDATION, data.validation());
            data.further().forEach((part, examples) -> judged.put(VALIDATION + "-" + part, examples));
            return new TextSplits(data.train(), judged);
        }
        judged.put(TEST, data.validation());
        data.further().forEach((part, examples) -> judged.put(TEST + "-" + part, examples));
        HeldOutExamples<TextExample> parts = HeldOutExamples.of(data.train());
        judged.put(VALIDATION, parts.validation());
        return new TextSplits(parts.train(), judged);
    }

    /** The names of the parts that are judged. */
    static Set<String> judged(TextSource source, Protocol protocol) {
        Set<String> parts = new TreeSet<>(Set.of(VALIDATION));
        String published = protocol == Protocol.PAPER ? VALIDATION : TEST;
        parts.add(published);
        source.further().forEach(part -> parts.add(published + "-" + part));
        return parts;
    }
}
