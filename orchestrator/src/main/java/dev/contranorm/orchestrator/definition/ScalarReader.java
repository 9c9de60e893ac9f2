package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Takes values of a known type out of nodes and reports what is none. */
final class ScalarReader {
    private final Problems problems;

    ScalarReader(Problems problems) {
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    /** A text, number or flag. */
    Optional<Object> value(String key, YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            problems.add(node.place(), key, "is " + node.description() + ", where one value is wanted");
            return Optional.empty();
        }
        if (scalar.isEmpty()) {
            problems.add(node.place(), key, "is empty", emptySuggestion(scalar));
            return Optional.empty();
        }
        if (scalar.value() instanceof String text && text.isBlank()) {
            problems.add(node.place(), key, "is empty");
            return Optional.empty();
        }
        if (scalar.value() instanceof Double number && !Double.isFinite(number)) {
            problems.add(node.place(), key, scalar.description() + " is too large");
            return Optional.empty();
        }
        return Optional.of(scalar.value());
    }

    private static String emptySuggestion(YamlNode.Scalar scalar) {
        return scalar.text().isEmpty() ? "write a value or leave the key out" : "for no norm write none";
    }

    /** One word of a set. */
    Optional<String> word(String key, YamlNode node, Collection<String> known) {
        Optional<String> word = value(key, node).map(String::valueOf);
        if (word.isPresent() && !known.contains(word.get())) {
            problems.add(node.place(), key, node.description() + " is unknown", Suggestion.among(word.get(), known));
            return Optional.empty();
        }
        return word;
    }

    Optional<Long> whole(String key, YamlNode node, long min, long max) {
        Optional<Object> value = value(key, node);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!(value.get() instanceof Long number)) {
            problems.add(node.place(), key, node.description() + " is not a whole number");
            return Optional.empty();
        }
        if (number < min || number > max) {
            problems.add(
                    node.place(),
                    key,
                    number + " is out of range",
                    max == Long.MAX_VALUE ? "use " + min + " or more" : "use " + min + " to " + max);
            return Optional.empty();
        }
        return Optional.of(number);
    }

    Optional<Double> number(String key, YamlNode node) {
        Optional<Object> value = value(key, node);
        if (value.isPresent() && !(value.get() instanceof Number)) {
            problems.add(node.place(), key, node.description() + " is not a number");
            return Optional.empty();
        }
        return value.map(number -> ((Number) number).doubleValue());
    }

    /** The different values of a list; a single value is a list of one. */
    List<Located> values(String key, YamlNode node) {
        if (!(node instanceof YamlNode.Items list)) {
            return value(key, node)
                    .map(value -> List.of(new Located(value, key, node.place())))
                    .orElse(List.of());
        }
        if (list.items().isEmpty()) {
            problems.add(node.place(), key, "is an empty list");
        }
        List<Located> values = new ArrayList<>();
        java.util.Set<Object> seen = new java.util.HashSet<>();
        for (int i = 0; i < list.items().size(); i++) {
            String itemKey = key + "[" + i + "]";
            YamlNode item = list.items().get(i);
            value(itemKey, item).ifPresent(value -> {
                if (seen.add(value)) {
                    values.add(new Located(value, itemKey, item.place()));
                } else {
                    problems.add(item.place(), itemKey, item.description() + " stands there twice");
                }
            });
        }
        return values;
    }
}
