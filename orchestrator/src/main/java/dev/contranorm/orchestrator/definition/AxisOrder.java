package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one order of a sweep's parameters, whatever the order of the text: those that a {@code when} names before the one that
 * has it, and among equals dataset, backbone, depth, norm, then by name. The splits come last: those of a cell lie side by
 * side.
 */
final class AxisOrder {
    private static final List<String> FIRST = List.of("dataset", "backbone", "depth", "norm");
    private static final Comparator<String> BY_NAME = Comparator.<String, Boolean>comparing(TrialSpec.SPLIT::equals)
            .thenComparingInt(name -> FIRST.contains(name) ? FIRST.indexOf(name) : FIRST.size())
            .thenComparing(Comparator.naturalOrder());

    private AxisOrder() {}

    /** Sorts; those that come round to themselves through {@code when} are reported and left out. */
    static WrittenParameters sort(WrittenParameters parameters, Problems problems) {
        Map<String, WrittenAxis> waiting = new LinkedHashMap<>();
        parameters.axes().stream()
                .sorted(Comparator.comparing(WrittenAxis::name, BY_NAME))
                .forEach(axis -> waiting.put(axis.name(), axis));
        List<WrittenAxis> sorted = new ArrayList<>();
        Optional<WrittenAxis> next = ready(waiting);
        while (next.isPresent()) {
            sorted.add(waiting.remove(next.get().name()));
            next = ready(waiting);
        }
        for (WrittenAxis axis : waiting.values()) {
            List<String> circle = circle(axis, waiting);
            if (!circle.isEmpty()) {
                problems.add(
                        axis.when().orElseThrow().place(),
                        axis.key() + ".when",
                        "goes round in a circle: " + String.join(" -> ", circle),
                        "drop one of the conditions");
            }
        }
        return new WrittenParameters(sorted, parameters.broken()).withBroken(waiting.keySet());
    }

    private static Optional<WrittenAxis> ready(Map<String, WrittenAxis> waiting) {
        return waiting.values().stream()
                .filter(axis -> namedBy(axis).stream().noneMatch(waiting::containsKey))
                .findFirst();
    }

    private static Set<String> namedBy(WrittenAxis axis) {
        Set<String> names = new HashSet<>();
        axis.when().ifPresent(when -> when.terms().forEach(term -> names.add(term.name())));
        return names;
    }

    /** The way from an axis through {@code when} back to itself, empty when there is none. */
    private static List<String> circle(WrittenAxis start, Map<String, WrittenAxis> axes) {
        List<String> way = new ArrayList<>();
        return goesRound(start, start.name(), axes, way, new HashSet<>()) ? way : List.of();
    }

    private static boolean goesRound(
            WrittenAxis at, String goal, Map<String, WrittenAxis> axes, List<String> way, Set<String> seen) {
        way.add(at.name());
        for (String next : namedBy(at)) {
            if (next.equals(goal)) {
                way.add(goal);
                return true;
            }
            if (axes.containsKey(next) && seen.add(next) && goesRound(axes.get(next), goal, axes, way, seen)) {
                return true;
            }
        }
        way.remove(way.size() - 1);
        return false;
    }
}
