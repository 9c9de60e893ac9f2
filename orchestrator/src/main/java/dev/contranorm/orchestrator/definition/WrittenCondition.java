package dev.contranorm.orchestrator.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@code when} or one entry of {@code exclude} as it was written. */
record WrittenCondition(Place place, String key, List<Term> terms) {
    /** One key of a condition and its values. */
    record Term(String name, String key, Place place, List<Located> values) {}

    static Optional<WrittenCondition> read(String key, YamlNode node, ScalarReader scalars) {
        return Section.of(key, node, scalars).map(section -> {
            List<Term> terms = new ArrayList<>();
            for (YamlNode.Field field : section.fields()) {
                String name = field.key().text();
                section.take(name)
                        .map(value -> scalars.values(section.key(name), value))
                        .filter(values -> !values.isEmpty())
                        .ifPresent(values -> terms.add(
                                new Term(name, section.key(name), field.key().place(), values)));
            }
            if (!section.fields().iterator().hasNext()) {
                scalars.problems().add(node.place(), key, "names no parameter");
            }
            return new WrittenCondition(node.place(), key, terms);
        });
    }

    Condition condition() {
        SortedMap<String, List<Object>> values = new TreeMap<>();
        terms.forEach(term -> values.put(
                term.name(), term.values().stream().map(Located::value).toList()));
        return new Condition(values);
    }
}
