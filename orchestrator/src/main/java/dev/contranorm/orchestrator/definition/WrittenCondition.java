package dev.contranorm.orchestrator.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@code when} or one entry of {@code exclude} as it was written. */
record WrittenCondition(Place place, String key, List<Term> terms) {
    /** One key of a condition and what is said of its values. */
    record Term(String name, String key, Place place, Selection selection) {}

    /** The condition, or empty after reporting what is wrong with one of its terms. */
    static Optional<WrittenCondition> read(String key, YamlNode node, ScalarReader scalars) {
        return Section.of(key, node, scalars).flatMap(section -> {
            List<Term> terms = new ArrayList<>();
            for (YamlNode.Field field : section.fields()) {
                String name = field.key().text();
                section.take(name)
                        .flatMap(value -> Selection.read(section.key(name), value, scalars))
                        .ifPresent(selection -> terms.add(
                                new Term(name, section.key(name), field.key().place(), selection)));
            }
            if (section.size() == 0) {
                scalars.problems().add(node.place(), key, "names no parameter");
            }
            boolean whole = !terms.isEmpty() && terms.size() == section.size();
            return whole ? Optional.of(new WrittenCondition(node.place(), key, terms)) : Optional.empty();
        });
    }
}
