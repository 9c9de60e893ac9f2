package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Catalogue;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The second stage: compares the parameters of a sweep with one another and with the catalogue, in every choice of dataset,
 * backbone and norm that occurs.
 */
final class SweepCheck {
    private final Catalogue catalogue;
    private final Problems problems;

    SweepCheck(Catalogue catalogue, Problems problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    /**
     * The sweep with its conditions resolved, or empty when something is wrong with it, also in the first stage.
     *
     * @throws TooEntangledException when its conditions depend on one another in too many ways
     */
    Optional<CheckedSweep> check(WrittenSweep written) {
        Conditions conditions = new Conditions(written.parameters(), written.protocols(), written.narrowed(), problems);
        WrittenParameters resolved = resolved(written.parameters(), conditions);
        List<Condition> excluded = excluded(written.exclude(), conditions);
        WrittenParameters sorted = AxisOrder.sort(resolved, problems);
        new SplitAxis(catalogue, problems).check(sorted);
        OccurringChoices choices = new OccurringChoices(written.protocols(), sorted, excluded);
        new ChoiceCheck(catalogue, problems, sorted).check(choices.all(), written.parametersPlace());
        Set<String> useless = new ParameterCheck(catalogue, problems, sorted, written.narrowed()).check(choices);
        written.metric()
                .ifPresent(metric -> new MetricCheck(catalogue, metric, problems).check(choices.fitting(catalogue)));
        if (problems.any()) {
            return Optional.empty();
        }
        return Optional.of(new CheckedSweep(
                written,
                sorted.axes().stream()
                        .filter(axis -> !useless.contains(axis.name()))
                        .toList(),
                excluded.stream()
                        .filter(condition ->
                                Collections.disjoint(condition.values().keySet(), useless))
                        .toList()));
    }

    /** The parameters with their conditions; nothing more is to be said of one whose condition is wrong. */
    private static WrittenParameters resolved(WrittenParameters parameters, Conditions conditions) {
        List<WrittenAxis> resolved = parameters.axes().stream()
                .map(axis -> axis.with(axis.when().map(conditions::of).orElse(Condition.ALWAYS)))
                .toList();
        Set<String> suspect = resolved.stream()
                .filter(axis -> axis.when().filter(conditions::isWrong).isPresent())
                .map(WrittenAxis::name)
                .collect(Collectors.toSet());
        return new WrittenParameters(resolved, parameters.broken()).withBroken(suspect);
    }

    private static List<Condition> excluded(List<WrittenCondition> exclude, Conditions conditions) {
        return exclude.stream()
                .map(conditions::of)
                .filter(condition -> condition.values().values().stream().noneMatch(List::isEmpty))
                .toList();
    }
}
