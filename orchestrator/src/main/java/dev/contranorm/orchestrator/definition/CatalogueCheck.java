package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueEntry.Kind;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.Protocol;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks a sweep's parameters against the catalogue, in every choice of dataset, backbone and norm that occurs: whether these
 * fit together, whether a parameter applies wherever the sweep sets it, and whether its values are allowed there.
 */
final class CatalogueCheck {
    /** Combinations looked at for one parameter. */
    private static final long MOST = 100_000;

    private static final List<String> KINDS = List.of("dataset", "backbone", "norm");

    private final Catalogue catalogue;
    private final Problems problems;
    private final Place parameters;
    private final Axis protocol;
    private final Map<String, WrittenAxis> axes = new LinkedHashMap<>();
    private final List<Condition> exclude;
    private final Set<String> broken;
    private final Set<String> narrowed;
    private final Set<String> useless = new HashSet<>();

    /**
     * @param parameters where the section stands
     * @param sorted the axes, each after those that its {@code when} names
     * @param narrowed what a {@code --set} option chose: a parameter may lose all its cells by it
     */
    CatalogueCheck(
            Catalogue catalogue,
            Problems problems,
            Place parameters,
            List<String> protocols,
            WrittenParameters sorted,
            List<Condition> exclude,
            Set<String> narrowed) {
        this.catalogue = catalogue;
        this.problems = problems;
        this.parameters = parameters;
        this.protocol = new Axis("protocol", new Domain.Values(List.copyOf(protocols)), Condition.ALWAYS);
        this.broken = sorted.broken();
        sorted.axes().forEach(axis -> axes.put(axis.name(), axis));
        this.exclude = exclude;
        this.narrowed = narrowed;
    }

    /** Dataset, backbone and norm of some cells; one that they do not have is missing. */
    private record Choice(Map<String, Object> names) {}

    void check() {
        for (WrittenAxis axis : axes.values()) {
            if (KINDS.contains(axis.name())) {
                checkNames(axis);
            }
        }
        choices(Optional.empty()).forEach(this::checkFit);
        for (WrittenAxis axis : axes.values()) {
            if (!KINDS.contains(axis.name())) {
                checkParameter(axis);
            }
        }
    }

    /** Parameters that no cell has because an option chose other values: not wrong, but to be left out. */
    Set<String> useless() {
        return useless;
    }

    /** What occurs together of dataset, backbone, norm and protocol, by key, and fits together. */
    Set<Map<String, Object>> occurring() {
        Set<String> kept = new HashSet<>(KINDS);
        kept.add(protocol.key());
        Set<Map<String, Object>> choices = combinations(Optional.empty(), kept);
        choices.removeIf(choice -> {
            Map<String, Object> names = new HashMap<>(choice);
            names.keySet().retainAll(KINDS);
            return !resolve(names).isEmpty();
        });
        return choices;
    }

    private static Kind kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.label().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** Every name alone, so that each unknown one is reported in its own place. */
    private void checkNames(WrittenAxis axis) {
        for (Located name : axis.values()) {
            if (entry(axis.name(), name.value()).isEmpty()) {
                resolve(Map.of(axis.name(), name.value())).stream()
                        .filter(problem -> problem.key().equals(axis.name()))
                        .forEach(problem ->
                                problems.add(name.place(), name.key(), problem.message(), problem.suggestion()));
            }
        }
    }

    private Optional<CatalogueEntry> entry(String kind, Object name) {
        return name == null ? Optional.empty() : catalogue.entry(kind(kind), String.valueOf(name));
    }

    private List<dev.contranorm.zoo.trial.Problem> resolve(Map<String, Object> assignment) {
        try {
            catalogue.resolve(assignment, Protocol.PAPER, 0);
            return List.of();
        } catch (InvalidTrialException refused) {
            return refused.problems();
        }
    }

    private void checkFit(Choice choice) {
        for (dev.contranorm.zoo.trial.Problem problem : resolve(choice.names())) {
            WrittenAxis axis = axes.get(problem.key());
            Object name = choice.names().get(problem.key());
            if (broken.contains(problem.key())) {
                continue;
            }
            if (axis == null) {
                problems.add(parameters, "parameters." + problem.key(), problem.message(), problem.suggestion());
            } else if (name == null) {
                problems.add(
                        axis.place(),
                        axis.key(),
                        "is missing where its when does not hold",
                        "every cell has a dataset, a backbone and a norm");
            } else if (entry(problem.key(), name).isPresent()) {
                Located written = located(axis, name);
                problems.add(written.place(), written.key(), problem.message(), problem.suggestion());
            }
        }
    }

    private static Located located(WrittenAxis axis, Object value) {
        return axis.values().stream()
                .filter(written -> written.value().equals(value))
                .findFirst()
                .orElse(new Located(value, axis.key(), axis.place()));
    }

    private void checkParameter(WrittenAxis axis) {
        Set<Choice> choices = choices(Optional.of(axis));
        if (choices.isEmpty()) {
            if (dependsOn(axis, narrowed, new HashSet<>())) {
                useless.add(axis.name());
            } else if (!broken.contains(axis.name()) && !dependsOn(axis, broken, new HashSet<>())) {
                problems.add(
                        axis.place(),
                        axis.key(),
                        "never applies: no cell fulfils its when",
                        "compare it with the other parameters' values and with exclude");
            }
            return;
        }
        Set<ParameterSpec> rules = new LinkedHashSet<>();
        List<Choice> fitting = new ArrayList<>();
        List<Choice> strange = new ArrayList<>();
        for (Choice choice : choices) {
            Optional<ParameterSpec> rule = rule(axis.name(), choice);
            rule.ifPresent(rules::add);
            if (rule.isPresent()) {
                fitting.add(choice);
            } else if (isComplete(choice)) {
                strange.add(choice);
            }
        }
        if (rules.isEmpty() && !strange.isEmpty() && KINDS.stream().anyMatch(narrowed::contains)) {
            useless.add(axis.name());
            return;
        }
        Optional<String> restriction = restriction(fitting, strange);
        strange.forEach(choice -> reportMisplaced(axis, choice, restriction));
        for (ParameterSpec rule : rules) {
            for (Located value : axis.values()) {
                rule.check(value.value())
                        .ifPresent(problem ->
                                problems.add(value.place(), value.key(), problem.message(), problem.suggestion()));
            }
        }
    }

    /** The condition that keeps a parameter to the choices of this sweep that know it. */
    private static Optional<String> restriction(List<Choice> fitting, List<Choice> strange) {
        for (String kind : KINDS) {
            List<String> good = names(kind, fitting);
            if (!good.isEmpty() && Collections.disjoint(good, names(kind, strange))) {
                String names = good.size() == 1 ? good.get(0) : good.toString();
                return Optional.of("restrict it with when: {" + kind + ": " + names + "}");
            }
        }
        return Optional.empty();
    }

    private static List<String> names(String kind, List<Choice> choices) {
        return choices.stream()
                .map(choice -> String.valueOf(choice.names().get(kind)))
                .distinct()
                .toList();
    }

    private void reportMisplaced(WrittenAxis axis, Choice choice, Optional<String> restriction) {
        Map<String, Object> assignment = new HashMap<>(choice.names());
        assignment.put(axis.name(), axis.values().get(0).value());
        resolve(assignment).stream()
                .filter(problem -> problem.key().equals(axis.name()))
                .forEach(problem -> problems.add(
                        axis.place(), axis.key(), problem.message(), restriction.orElse(problem.suggestion())));
    }

    private boolean isComplete(Choice choice) {
        return KINDS.stream()
                .allMatch(kind -> entry(kind, choice.names().get(kind)).isPresent());
    }

    private Optional<ParameterSpec> rule(String name, Choice choice) {
        return Optional.ofNullable(catalogue.parameters(choice.names()).get(name));
    }

    /** Whether a condition of an axis, or of one that it depends on, names one of some parameters. */
    private boolean dependsOn(WrittenAxis axis, Set<String> names, Set<String> seen) {
        return axis.when().stream()
                .flatMap(when -> when.terms().stream())
                .map(WrittenCondition.Term::name)
                .filter(seen::add)
                .anyMatch(name ->
                        names.contains(name) || axes.containsKey(name) && dependsOn(axes.get(name), names, seen));
    }

    /** The choices that occur, or those that occur together with a parameter. */
    private Set<Choice> choices(Optional<WrittenAxis> with) {
        return combinations(with, new HashSet<>(KINDS)).stream()
                .map(Choice::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param kept keys that tell combinations apart */
    private Set<Map<String, Object>> combinations(Optional<WrittenAxis> with, Set<String> kept) {
        Set<String> wanted = new LinkedHashSet<>();
        KINDS.forEach(kind -> addWithGoverning(kind, wanted));
        with.ifPresent(axis -> addWithGoverning(axis.name(), wanted));
        List<Axis> some = new ArrayList<>(List.of(protocol));
        for (WrittenAxis axis : axes.values()) {
            if (wanted.contains(axis.name())) {
                boolean itself = with.map(axis::equals).orElse(false);
                some.add(itself ? oneValue(axis.axis()) : axis.axis());
            }
        }
        List<Condition> between = exclude.stream()
                .filter(condition -> condition.values().keySet().stream()
                        .allMatch(key -> key.equals("protocol")
                                || wanted.contains(key)
                                        && !with.map(WrittenAxis::name).equals(Optional.of(key))))
                .toList();
        Combinations combinations = new Combinations(some, between);
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
