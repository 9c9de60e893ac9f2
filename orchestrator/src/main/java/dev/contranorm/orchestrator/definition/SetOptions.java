package dev.contranorm.orchestrator.definition;

import dev.contranorm.orchestrator.definition.YamlNode.Field;
import dev.contranorm.orchestrator.definition.YamlNode.Fields;
import dev.contranorm.orchestrator.definition.YamlNode.Items;
import dev.contranorm.orchestrator.definition.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Puts {@code --set KEY=VALUE} options into a definition. A key is one of the top level ({@code name}, {@code seeds}), of a
 * section ({@code limits.parallelTrials}) or a parameter ({@code depth}, {@code norm.scale}). Values are YAML; {@code a,b} is
 * a list. A parameter keeps its {@code when}.
 */
final class SetOptions {
    private static final Set<String> TOP = Set.of(
            "name",
            "description",
            "method",
            "metric",
            "protocol",
            "seeds",
            "trials",
            "cells",
            "samplingSeed",
            "exclude",
            "limits",
            "retry",
            "apiVersion",
            "kind");
    private static final Set<String> SECTIONS = Set.of("metric", "limits", "retry");
    private static final String PARAMETERS = "parameters";

    private final Problems problems;
    private final Set<String> narrowed = new HashSet<>();

    SetOptions(Problems problems) {
        this.problems = problems;
    }

    /** Keys of parameters and of the top level whose values an option chose. */
    Set<String> narrowed() {
        return narrowed;
    }

    Fields apply(Fields definition, List<SetOption> options) {
        Fields result = definition;
        for (SetOption option : options) {
            result = apply(result, option);
        }
        return result;
    }

    private Fields apply(Fields definition, SetOption option) {
        Place place = new Place(option.toString(), 0, 0);
        int equals = option.text().indexOf('=');
        String key = equals < 0 ? "" : option.text().substring(0, equals).strip();
        if (key.isEmpty()) {
            problems.add(place, "", "is no setting", "write --set KEY=VALUE, for example --set depth=2,4");
            return definition;
        }
        String text = option.text().substring(equals + 1).strip();
        if (text.isEmpty()) {
            problems.add(place, key, "has no value", "write --set " + key + "=VALUE");
            return definition;
        }
        Optional<YamlNode> value = value(text, place);
        if (value.isEmpty()) {
            return definition;
        }
        int dot = key.indexOf('.');
        String section = dot < 0 ? "" : key.substring(0, dot);
        if (TOP.contains(key)) {
            YamlNode node = key.equals("seeds") && value.get() instanceof Scalar one
                    ? new Items(List.of(one), place, 2)
                    : value.get();
            narrowed.add(key);
            return put(definition, key, place, old -> node);
        }
        if (SECTIONS.contains(section)) {
            return inside(definition, section, key.substring(dot + 1), place, old -> value.get());
        }
        String parameter = section.equals(PARAMETERS) ? key.substring(dot + 1) : key;
        narrowed.add(parameter);
        return inside(definition, PARAMETERS, parameter, place, old -> keepingWhen(old, value.get()));
    }

    /** {@code a,b} as a list, {@code [a]} and {@code {min: 1, max: 2}} as they are, everything else as one value. */
    private Optional<YamlNode> value(String text, Place place) {
        boolean collection = text.startsWith("[") || text.startsWith("{");
        boolean listed = !collection && text.indexOf(',') >= 0;
        return YamlTree.read(listed ? "[" + text + "]" : text, mark -> place, place, problems);
    }

    private static YamlNode keepingWhen(YamlNode old, YamlNode value) {
        if (!(old instanceof Fields form)) {
            return value;
        }
        List<Field> fields = new ArrayList<>();
        if (value instanceof Fields given) {
            fields.addAll(given.fields());
        } else {
            String name = value instanceof Items ? "values" : "value";
            fields.add(new Field(new Scalar(name, true, value.place()), value));
        }
        boolean conditional =
                fields.stream().anyMatch(field -> field.key().text().equals("when"));
        form.fields().stream()
                .filter(field -> !conditional && field.key().text().equals("when"))
                .forEach(fields::add);
        return fieldsOf(fields, value.place());
    }

    private static Fields inside(
            Fields definition, String section, String key, Place place, UnaryOperator<YamlNode> change) {
        return put(definition, section, place, old -> put(fields(section, old, place), key, place, change));
    }

    /** A section as keys and values: {@code metric: test/accuracy} is short for its name. */
    private static Fields fields(String section, YamlNode old, Place place) {
        if (old instanceof Fields fields) {
            return fields;
        }
        boolean named = section.equals("metric") && old instanceof Scalar;
        return fieldsOf(named ? List.of(new Field(new Scalar("name", true, place), old)) : List.of(), place);
    }

    /** Replaces the value of a key, or adds the key; the operator gets null when there was none. */
    private static Fields put(Fields fields, String key, Place place, UnaryOperator<YamlNode> change) {
        List<Field> changed = new ArrayList<>();
        boolean found = false;
        for (Field field : fields.fields()) {
            boolean same = field.key().text().equals(key);
            changed.add(same ? new Field(field.key(), change.apply(field.value())) : field);
            found |= same;
        }
        if (!found) {
            changed.add(new Field(new Scalar(key, true, place), change.apply(null)));
        }
        return fieldsOf(changed, fields.place());
    }

    private static Fields fieldsOf(List<Field> fields, Place place) {
        long size =
                1 + fields.stream().mapToLong(field -> 1 + field.value().size()).sum();
        return new Fields(List.copyOf(fields), place, size);
    }
}
