package dev.contranorm.orchestrator.definition;

import dev.contranorm.orchestrator.definition.WrittenCondition.Term;
import dev.contranorm.zoo.trial.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that conditions name parameters of the sweep and values that these have. */
final class ConditionCheck {
    private final WrittenParameters parameters;
    private final List<Object> protocols;
    private final Set<String> narrowed;
    private final Problems problems;

    /** @param narrowed what a {@code --set} option chose: conditions on other values of it are no mistake */
    ConditionCheck(WrittenParameters parameters, List<String> protocols, Set<String> narrowed, Problems problems) {
        this.parameters = parameters;
        this.protocols = List.copyOf(protocols);
        this.narrowed = narrowed;
        this.problems = problems;
    }

    /** Whether nothing is wrong with it. */
    boolean check(WrittenCondition condition) {
        return condition.terms().stream().filter(term -> !check(term)).count() == 0;
    }

    private boolean check(Term term) {
        if (term.name().equals("protocol")) {
            return checkValues(term, protocols);
        }
        Optional<WrittenAxis> axis = parameters.axis(term.name());
        if (axis.isPresent()) {
            return checkDomain(term, axis.get().domain());
        }
        if (!parameters.broken().contains(term.name())) {
            problems.add(
                    term.place(),
                    term.key(),
                    "names '" + term.name() + "', which is no parameter of this sweep",
                    Suggestion.among(term.name(), parameters.names()));
        }
        return false;
    }

    private boolean checkDomain(Term term, Domain domain) {
        if (domain instanceof Domain.Values list) {
            return checkValues(term, list.values());
        } else {
            problems.add(
                    term.place(),
                    term.key(),
                    "names a value of a range without steps",
                    "give it values, step or count");
            return false;
        }
    }

    private boolean checkValues(Term term, List<Object> possible) {
        boolean good = true;
        for (Located value : term.values()) {
            if (!possible.contains(value.value()) && !narrowed.contains(term.name())) {
                good = false;
                problems.add(
                        value.place(),
                        value.key(),
                        term.name() + " is never '" + value.value() + "' in this sweep",
                        Suggestion.among(
                                String.valueOf(value.value()),
                                possible.stream().map(String::valueOf).toList()));
            }
        }
        return good;
    }
}
