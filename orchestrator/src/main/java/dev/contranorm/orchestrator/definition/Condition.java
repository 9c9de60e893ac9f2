package dev.contranorm.orchestrator.definition;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A partial assignment: it holds where every key has one of its values. A key that a cell does not have never holds; the
 * empty condition always does.
 *
 * @param values the values allowed, by key; their order does not matter and is made one
 */
public record Condition(SortedMap<String, List<Object>> values) {
    /** Holds everywhere. */
    public static final Condition ALWAYS = new Condition(new TreeMap<>());

    private static final Comparator<Object> NUMBERS_FIRST =
            Comparator.comparingDouble(Condition::magnitude).thenComparing(String::valueOf);

    public Condition {
        SortedMap<String, List<Object>> copy = new TreeMap<>();
        values.forEach((key, list) ->
                copy.put(key, list.stream().distinct().sorted(NUMBERS_FIRST).toList()));
        values = Collections.unmodifiableSortedMap(copy);
    }

    private static double magnitude(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.POSITIVE_INFINITY;
    }

    public boolean holds(Map<String, Object> assignment) {
        return values.entrySet().stream().allMatch(entry -> entry.getValue().contains(assignment.get(entry.getKey())));
    }
}
