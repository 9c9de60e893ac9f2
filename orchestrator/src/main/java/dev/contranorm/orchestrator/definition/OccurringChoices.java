package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Catalogue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The choices of dataset, backbone and norm that occur in a sweep, found without enumerating its cells. */
final class OccurringChoices {
    /** Combinations looked at for one parameter. */
    private static final long MOST = 100_000;

    private final Axis protocol;
    private final Map<String, WrittenAxis> axes = new LinkedHashMap<>();
    private final List<Condition> exclude;

    /** @param sorted the axes, each after those that its {@code when} names */
    OccurringChoices(List<String> protocols, WrittenParameters sorted, List<Condition> exclude) {
        this.protocol = new Axis("protocol", new Domain.Values(List.copyOf(protocols)), Condition.ALWAYS);
        sorted.axes().forEach(axis -> axes.put(axis.name(), axis));
        this.exclude = exclude;
    }

    Set<Choice> all() {
        return choices(Optional.empty());
    }

    /** Those that occur together with a parameter. */
    Set<Choice> with(WrittenAxis axis) {
        return choices(Optional.of(axis));
    }

    /** What occurs together of dataset, backbone, norm and protocol, by key, and fits together. */
    Set<Map<String, Object>> fitting(Catalogue catalogue) {
        Set<String> kept = new HashSet<>(Choice.KINDS);
        kept.add(protocol.key());
        Set<Map<String, Object>> combinations = combinations(Optional.empty(), kept);
        combinations.removeIf(
                combination -> !Choice.of(combination).problems(catalogue).isEmpty());
        return combinations;
    }

    private Set<Choice> choices(Optional<WrittenAxis> with) {
        return combinations(with, Set.copyOf(Choice.KINDS)).stream()
                .map(Choice::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param kept keys that tell combinations apart */
    private Set<Map<String, Object>> combinations(Optional<WrittenAxis> with, Set<String> kept) {
        Combinations combinations = combinations(with);
        if (combinations.count().compareTo(BigInteger.valueOf(MOST)) > 0) {
            throw new TooEntangledException();
        }
        Set<Map<String, Object>> different = new LinkedHashSet<>();
        for (long index = 0; index < combinations.count().longValue(); index++) {
            Map<String, Object> combination = combinations.at(index);
            if (with.isEmpty() || combination.containsKey(with.get().name())) {
                combination.keySet().retainAll(kept);
                different.add(combination);
            }
        }
        return different;
    }

    /** The combinations of the axes that decide on a choice, and on whether it has a parameter. */
    private Combinations combinations(Optional<WrittenAxis> with) {
        Set<String> wanted = new LinkedHashSet<>();
        Choice.KINDS.forEach(kind -> addWithGoverning(kind, wanted));
        with.ifPresent(axis -> addWithGoverning(axis.name(), wanted));
        List<Axis> some = new ArrayList<>(List.of(protocol));
        for (WrittenAxis axis : axes.values()) {
            if (wanted.contains(axis.name())) {
                boolean itself = with.map(axis::equals).orElse(false);
                some.add(itself ? oneValue(axis.axis()) : axis.axis());
            }
        }
        Set<String> decided = new HashSet<>(wanted);
        with.ifPresent(axis -> decided.remove(axis.name()));
        decided.add(protocol.key());
        List<Condition> between = exclude.stream()
                .filter(condition -> decided.containsAll(condition.values().keySet()))
                .toList();
        return new Combinations(some, between);
    }

    private static Axis oneValue(Axis axis) {
        return axis.domain() instanceof Domain.Values list
                ? new Axis(axis.key(), new Domain.Values(list.values().subList(0, 1)), axis.when())
                : axis;
    }

    private void addWithGoverning(String name, Set<String> wanted) {
        WrittenAxis axis = axes.get(name);
        if (axis != null && wanted.add(name)) {
            axis.when().ifPresent(when -> when.terms().forEach(term -> addWithGoverning(term.name(), wanted)));
        }
    }
}
