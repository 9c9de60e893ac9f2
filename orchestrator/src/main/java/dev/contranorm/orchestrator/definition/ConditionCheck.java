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

    void check(WrittenCondition condition) {
        condition.terms().forEach(this::check);
    }

    private void check(Term term) {
        if (term.name().equals("protocol")) {
            checkValues(term, protocols);
            return;
        }
        Optional<WrittenAxis> axis = parameters.axis(term.name());
        if (axis.isPresent()) {
            checkDomain(term, axis.get().domain());
        } else if (!parameters.broken().contains(term.name())) {
            problems.add(
                    term.place(),
                    term.key(),
                    "names '" + term.name() + "', which is no parameter of this sweep",
                    Suggestion.among(term.name(), parameters.names()));
        }
    }

    private void checkDomain(Term term, Domain domain) {
        if (domain instanceof Domain.Values list) {
            checkValues(term, list.values());
        } else {
            problems.add(
                    term.place(),
                    term.key(),
                    "names a value of a range without steps",
                    "give it values, step or count");
        }
    }

    private void checkValues(Term term, List<Object> possible) {
        for (Located value : term.values()) {
            if (!possible.contains(value.value()) && !narrowed.contains(term.name())) {
                problems.add(
                        value.place(),
                        value.key(),
                        term.name() + " is never '" + value.value() + "' in this sweep",
                        Suggestion.among(
                                String.valueOf(value.value()),
                                possible.stream().map(String::valueOf).toList()));
            }
        }
    }
}
