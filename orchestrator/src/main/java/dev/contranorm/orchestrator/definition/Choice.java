package dev.contranorm.orchestrator.definition;

import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueEntry.Kind;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.Problem;
import dev.contranorm.zoo.trial.Protocol;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Dataset, backbone and norm of some cells; one that they do not have is missing.
 *
 * @param names by kind
 */
record Choice(Map<String, Object> names) {
    /** What is chosen, in the order in which it is reported. */
    static final List<String> KINDS = List.of("dataset", "backbone", "norm");

    Choice {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    /** The choice that a combination of more keys has. */
    static Choice of(Map<String, Object> combination) {
        Map<String, Object> names = new HashMap<>(combination);
        names.keySet().retainAll(KINDS);
        return new Choice(names);
    }

    /** The entry of a name, empty for one that the catalogue does not have. */
    static Optional<CatalogueEntry> entry(Catalogue catalogue, String kind, Object name) {
        return name == null ? Optional.empty() : catalogue.entry(kind(kind), String.valueOf(name));
    }

    private static Kind kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.label().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** The name of one of {@link #KINDS}, empty when it is missing. */
    Optional<Object> name(String kind) {
        return Optional.ofNullable(names.get(kind));
    }

    /** Whether it has all three, and the catalogue knows them. */
    boolean isKnown(Catalogue catalogue) {
        return KINDS.stream()
                .allMatch(kind -> entry(catalogue, kind, names.get(kind)).isPresent());
    }

    /** What the catalogue has against it. */
    List<Problem> problems(Catalogue catalogue) {
        return problems(catalogue, names);
    }

    /** What the catalogue has against a value of a parameter in it. */
    List<Problem> problemsWith(Catalogue catalogue, String parameter, Object value) {
        Map<String, Object> assignment = new HashMap<>(names);
        assignment.put(parameter, value);
        return problems(catalogue, assignment).stream()
                .filter(problem -> problem.key().equals(parameter))
                .toList();
    }

    private static List<Problem> problems(Catalogue catalogue, Map<String, Object> assignment) {
        try {
            catalogue.resolve(assignment, Protocol.PAPER, 0);
            return List.of();
        } catch (InvalidTrialException refused) {
            return refused.problems();
        }
    }

    /** What the catalogue says of a parameter in it, empty where the parameter does not apply. */
    Optional<ParameterSpec> rule(Catalogue catalogue, String parameter) {
        return Optional.ofNullable(catalogue.parameters(names).get(parameter));
    }
}
