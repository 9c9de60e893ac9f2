package dev.contranorm.orchestrator.definition;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sweep as it was written: every key was read, nothing was compared with the catalogue or with another key.
 *
 * @param top the top level, for the places of problems
 * @param metric empty when it could not be read, which was reported
 * @param protocols labels of the protocols, at least one
 * @param seeds none when they could not be read, which was reported
 * @param narrowed keys of parameters and of the top level whose values a {@code --set} option chose
 */
record WrittenSweep(
        Section top,
        Title title,
        Cells cells,
        Optional<WrittenMetric> metric,
        List<String> protocols,
        List<Long> seeds,
        WrittenParameters parameters,
        List<WrittenCondition> exclude,
        Limits limits,
        Set<String> narrowed) {
    /** What a sweep is called and what it asks. */
    record Title(String name, Optional<String> description) {}

    /** How cells are chosen from the parameters. */
    record Cells(Method method, Optional<Sampling> sampling) {}

    WrittenSweep {
        protocols = List.copyOf(protocols);
        seeds = List.copyOf(seeds);
        exclude = List.copyOf(exclude);
        narrowed = Set.copyOf(narrowed);
    }

    /** Where problems with all parameters together are told. */
    Place parametersPlace() {
        return top.placeOf("parameters");
    }
}
