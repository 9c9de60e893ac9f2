package dev.contranorm.orchestrator.definition;

import java.util.List;
import java.util.Optional;

/** Which values of a parameter a condition means: {@code a}, {@code [a, b]}, {@code {not: a}} or {@code {min: 8}}. */
sealed interface Selection {
    /** Those of the possible values that are meant. */
    List<Object> among(List<Object> possible);

    record OneOf(List<Located> values) implements Selection {
        @Override
        public List<Object> among(List<Object> possible) {
            List<Object> wanted = values.stream().map(Located::value).toList();
            return possible.stream().filter(wanted::contains).toList();
        }
    }

    record NoneOf(List<Located> values) implements Selection {
        @Override
        public List<Object> among(List<Object> possible) {
            List<Object> unwanted = values.stream().map(Located::value).toList();
            return possible.stream().filter(value -> !unwanted.contains(value)).toList();
        }
    }

    /** Both ends belong to it. */
    record Between(double min, double max) implements Selection {
        @Override
        public List<Object> among(List<Object> possible) {
            return possible.stream()
                    .filter(value -> value instanceof Number number
                            && number.doubleValue() >= min
                            && number.doubleValue() <= max)
                    .toList();
        }
    }

    /** The selection that a node holds, or empty after reporting why it is none. */
    static Optional<Selection> read(String key, YamlNode node, ScalarReader scalars) {
        if (!(node instanceof YamlNode.Fields)) {
            List<Located> values = scalars.values(key, node);
            return values.isEmpty() ? Optional.empty() : Optional.of(new OneOf(values));
        }
        Section section = Section.of(key, node, scalars).orElseThrow();
        List<Located> unwanted = section.take("not")
                .map(values -> scalars.values(section.key("not"), values))
                .orElse(List.of());
        Optional<Double> min = section.take("min").flatMap(end -> scalars.number(section.key("min"), end));
        Optional<Double> max = section.take("max").flatMap(end -> scalars.number(section.key("max"), end));
        section.close();
        boolean range = min.isPresent() || max.isPresent();
        if (range == !unwanted.isEmpty()) {
            scalars.problems().add(section.place(), key, "names no value", "use [a, b], {not: a}, or {min: 2, max: 8}");
            return Optional.empty();
        }
        return Optional.of(
                range
                        ? new Between(min.orElse(Double.NEGATIVE_INFINITY), max.orElse(Double.POSITIVE_INFINITY))
                        : new NoneOf(unwanted));
    }
}
