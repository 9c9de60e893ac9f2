package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Catalogue;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Checks that the catalogue knows the datasets, backbones and norms of a sweep, and that those of every choice fit together. */
final class ChoiceCheck {
    private final Catalogue catalogue;
    private final Problems problems;
    private final WrittenParameters parameters;

    ChoiceCheck(Catalogue catalogue, Problems problems, WrittenParameters parameters) {
        this.catalogue = catalogue;
        this.problems = problems;
        this.parameters = parameters;
    }

    /** @param section where {@code parameters} stands, for what is missing there */
    void check(Collection<Choice> choices, Place section) {
        parameters.axes().stream()
                .filter(axis -> Choice.KINDS.contains(axis.name()))
                .forEach(this::checkNames);
        choices.forEach(choice -> checkFit(choice, section));
    }

    /** Every name alone, so that each unknown one is reported in its own place. */
    private void checkNames(WrittenAxis axis) {
        for (Located name : axis.values()) {
            if (Choice.entry(catalogue, axis.name(), name.value()).isEmpty()) {
                new Choice(Map.of())
                        .problemsWith(catalogue, axis.name(), name.value())
                        .forEach(problem ->
                                problems.add(name.place(), name.key(), problem.message(), problem.suggestion()));
            }
        }
    }

    private void checkFit(Choice choice, Place section) {
        for (dev.contranorm.zoo.trial.Problem problem : choice.problems(catalogue)) {
            if (parameters.broken().contains(problem.key())) {
                continue;
            }
            Optional<WrittenAxis> axis = parameters.axis(problem.key());
            Optional<Object> name = choice.name(problem.key());
            if (axis.isEmpty()) {
                problems.add(section, "parameters." + problem.key(), problem.message(), problem.suggestion());
            } else if (name.isEmpty()) {
                problems.add(
                        axis.get().place(),
                        axis.get().key(),
                        "is missing where its when does not hold",
                        "every cell has a dataset, a backbone and a norm");
            } else if (Choice.entry(catalogue, problem.key(), name.get()).isPresent()) {
                Located written = located(axis.get(), name.get());
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
}
