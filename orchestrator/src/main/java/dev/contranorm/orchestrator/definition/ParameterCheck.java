package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.ParameterSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that a parameter applies wherever the sweep sets it, and that its values are allowed there. */
final class ParameterCheck {
    private final Catalogue catalogue;
    private final Problems problems;
    private final WrittenParameters parameters;
    private final Set<String> narrowed;
    private final Set<String> useless = new HashSet<>();

    /** @param narrowed what a {@code --set} option chose: a parameter may lose all its cells by it */
    ParameterCheck(Catalogue catalogue, Problems problems, WrittenParameters parameters, Set<String> narrowed) {
        this.catalogue = catalogue;
        this.problems = problems;
        this.parameters = parameters;
        this.narrowed = narrowed;
    }

    /** Parameters that no cell has because an option chose other values: not wrong, but to be left out. */
    Set<String> check(OccurringChoices choices) {
        for (WrittenAxis axis : parameters.axes()) {
            if (!Choice.KINDS.contains(axis.name())) {
                check(axis, choices.with(axis));
            }
        }
        return useless;
    }

    private void check(WrittenAxis axis, Set<Choice> choices) {
        if (choices.isEmpty()) {
            reportUnused(axis);
            return;
        }
        Set<ParameterSpec> rules = new LinkedHashSet<>();
        List<Choice> fitting = new ArrayList<>();
        List<Choice> strange = new ArrayList<>();
        for (Choice choice : choices) {
            Optional<ParameterSpec> rule = choice.rule(catalogue, axis.name());
            rule.ifPresent(rules::add);
            if (rule.isPresent()) {
                fitting.add(choice);
            } else if (choice.isKnown(catalogue)) {
                strange.add(choice);
            }
        }
        if (rules.isEmpty() && !strange.isEmpty() && !Collections.disjoint(Choice.KINDS, narrowed)) {
            useless.add(axis.name());
            return;
        }
        Optional<String> restriction = restriction(fitting, strange);
        strange.forEach(choice -> reportMisplaced(axis, choice, restriction));
        rules.forEach(rule -> checkValues(axis, rule));
    }

    private void reportUnused(WrittenAxis axis) {
        if (dependsOn(axis, narrowed, new HashSet<>())) {
            useless.add(axis.name());
        } else if (!parameters.broken().contains(axis.name())
                && !dependsOn(axis, parameters.broken(), new HashSet<>())) {
            problems.add(
                    axis.place(),
                    axis.key(),
                    "never applies: no cell fulfils its when",
                    "compare it with the other parameters' values and with exclude");
        }
    }

    /** Whether a condition of an axis, or of one that it depends on, names one of some parameters. */
    private boolean dependsOn(WrittenAxis axis, Set<String> names, Set<String> seen) {
        return axis.when().stream()
                .flatMap(when -> when.terms().stream())
                .map(WrittenCondition.Term::name)
                .filter(seen::add)
                .anyMatch(name -> names.contains(name)
                        || parameters
                                .axis(name)
                                .filter(governing -> dependsOn(governing, names, seen))
                                .isPresent());
    }

    /** The condition that keeps a parameter to the choices of this sweep that know it. */
    private static Optional<String> restriction(List<Choice> fitting, List<Choice> strange) {
        for (String kind : Choice.KINDS) {
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
        choice.problemsWith(catalogue, axis.name(), axis.values().get(0).value())
                .forEach(problem -> problems.add(
                        axis.place(), axis.key(), problem.message(), restriction.orElse(problem.suggestion())));
    }

    private void checkValues(WrittenAxis axis, ParameterSpec rule) {
        for (Located value : axis.values()) {
            rule.check(value.value())
                    .ifPresent(problem ->
                            problems.add(value.place(), value.key(), problem.message(), problem.suggestion()));
        }
    }
}
