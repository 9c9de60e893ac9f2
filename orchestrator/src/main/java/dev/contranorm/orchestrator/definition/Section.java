package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Suggestion;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of one mapping, taken one by one. Keys that stand there twice, and those that nobody asked for, are reported. */
final class Section {
    /** Words of other sweep tools, and what they are called here. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("low", "min"),
            Map.entry("high", "max"),
            Map.entry("list", "values"),
            Map.entry("choices", "values"),
            Map.entry("categories", "values"),
            Map.entry("q", "step"),
            Map.entry("num", "count"),
            Map.entry("distribution", "scale"),
            Map.entry("log", "scale: log"),
            Map.entry("direction", "goal"),
            Map.entry("objective", "metric"),
            Map.entry("type", "goal"),
            Map.entry("algorithm", "method"),
            Map.entry("program", "parameters.backbone"),
            Map.entry("maxTrialCount", "trials"),
            Map.entry("n_trials", "trials"),
            Map.entry("run_cap", "trials"),
            Map.entry("parallelTrialCount", "limits.parallelTrials"),
            Map.entry("maxFailedTrialCount", "limits.maxFailedTrials"),
            Map.entry("timeout", "limits.trialTimeout"),
            Map.entry("seed", "seeds"));

    private final String path;
    private final YamlNode.Fields node;
    private final ScalarReader scalars;
    private final Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private Section(String path, YamlNode.Fields node, ScalarReader scalars) {
        this.path = path;
        this.node = node;
        this.scalars = scalars;
        for (YamlNode.Field field : node.fields()) {
            YamlNode.Field first = fields.putIfAbsent(field.key().text(), field);
            if (first != null) {
                String where = first.key().place().line() == 0
                        ? ""
                        : "first in line " + first.key().place().line();
                scalars.problems().add(field.key().place(), key(field.key().text()), "stands there twice", where);
            }
        }
    }

    /** The section that a node holds, or empty after reporting that it is no mapping. */
    static Optional<Section> of(String path, YamlNode node, ScalarReader scalars) {
        if (node instanceof YamlNode.Fields mapping) {
            return Optional.of(new Section(path, mapping, scalars));
        }
        scalars.problems().add(node.place(), path, "is " + node.description() + ", where keys and values are wanted");
        return Optional.empty();
    }

    Place place() {
        return node.place();
    }

    ScalarReader scalars() {
        return scalars;
    }

    /** All fields, each key once. */
    Iterable<YamlNode.Field> fields() {
        return fields.values();
    }

    int size() {
        return fields.size();
    }

    /** The dotted path of one of the section's keys. */
    String key(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Where a key stands, or the section when it does not. */
    Place placeOf(String name) {
        return has(name) ? fields.get(name).key().place() : place();
    }

    /** The value of a key; a key without a value is reported. */
    Optional<YamlNode> take(String name) {
        asked.add(name);
        YamlNode.Field field = fields.get(name);
        if (field == null) {
            return Optional.empty();
        }
        if (field.value() instanceof YamlNode.Scalar scalar && scalar.isEmpty()) {
            scalars.problems().add(field.key().place(), key(name), "has no value", "write one or leave the key out");
            return Optional.empty();
        }
        return Optional.of(field.value());
    }

    /** As {@link #take}; a missing key is reported. */
    Optional<YamlNode> require(String name, String suggestion) {
        if (!has(name)) {
            asked.add(name);
            scalars.problems().add(place(), key(name), "is missing", suggestion);
            return Optional.empty();
        }
        return take(name);
    }

    /** Reports the keys that were never asked for. */
    void close() {
        for (YamlNode.Field field : fields.values()) {
            String name = field.key().text();
            if (!asked.contains(name)) {
                scalars.problems().add(field.key().place(), key(name), "is unknown", suggestion(name));
            }
        }
    }

    private String suggestion(String name) {
        String here = SYNONYMS.get(name);
        if (here != null && (here.indexOf('.') > 0 || asked.contains(here.split(":")[0]))) {
            return "did you mean '" + here + "'?";
        }
        return Suggestion.among(name, asked);
    }
}
