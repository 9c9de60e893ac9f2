package dev.contranorm.orchestrator.definition;

import dev.contranorm.orchestrator.definition.WrittenCondition.Term;
import dev.contranorm.zoo.trial.Suggestion;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes conditions of what was written: every key one of the sweep's parameters, every value one that it has. What a
 * {@code --set} option took away is no mistake and is left out.
 */
final class Conditions {
    private final Map<String, List<Object>> possible = new HashMap<>();
    private final WrittenParameters parameters;
    private final Set<String> narrowed;
    private final Problems problems;
    private final List<WrittenCondition> wrong = new ArrayList<>();

    /** @param narrowed what a {@code --set} option chose */
    Conditions(WrittenParameters parameters, List<String> protocols, Set<String> narrowed, Problems problems) {
        this.parameters = parameters;
        this.narrowed = narrowed;
        this.problems = problems;
        for (WrittenAxis axis : parameters.axes()) {
            if (axis.domain() instanceof Domain.Values list) {
                possible.put(axis.name(), list.values());
            }
        }
        possible.put("protocol", List.copyOf(protocols));
    }

    /** The condition; after a mistake, which is reported, one that never holds. */
    Condition of(WrittenCondition written) {
        SortedMap<String, List<Object>> values = new TreeMap<>();
        for (Term term : written.terms()) {
            List<Object> known = possible.get(term.name());
            if (term.name().equals(TrialSpec.SPLIT)) {
                reportSplit(term);
                wrong.add(written);
                values.put(term.name(), List.of());
            } else if (known == null) {
                reportUnknown(term);
                wrong.add(written);
                values.put(term.name(), List.of());
            } else {
                values.put(term.name(), term.selection().among(known));
                if (!narrowed.contains(term.name()) && !check(term, known)) {
                    wrong.add(written);
                }
            }
        }
        return new Condition(values);
    }

    boolean isWrong(WrittenCondition condition) {
        return wrong.contains(condition);
    }

    private void reportSplit(Term term) {
        problems.add(
                term.place(),
                term.key(),
                "is no part of a cell: every cell is repeated over it, as over the seeds",
                "give " + TrialSpec.SPLIT + " the values that are wanted");
    }

    private void reportUnknown(Term term) {
        if (parameters.axis(term.name()).isPresent()) {
            problems.add(
                    term.place(),
                    term.key(),
                    "names a value of a range without steps",
                    "give it values, step or count");
        } else if (!parameters.broken().contains(term.name())) {
            problems.add(
                    term.place(),
                    term.key(),
                    "names '" + term.name() + "', which is no parameter of this sweep",
                    Suggestion.among(term.name(), parameters.names()));
        }
    }

    private boolean check(Term term, List<Object> known) {
        List<Located> named = List.of();
        if (term.selection() instanceof Selection.OneOf some) {
            named = some.values();
        } else if (term.selection() instanceof Selection.NoneOf none) {
            named = none.values();
        }
        List<String> words = known.stream().map(String::valueOf).toList();
        boolean good = true;
        for (Located value : named) {
            if (!known.contains(value.value())) {
                good = false;
                problems.add(
                        value.place(),
                        value.key(),
                        term.name() + " is never '" + value.value() + "' in this sweep",
                        Suggestion.among(String.valueOf(value.value()), words));
            }
        }
        if (good && term.selection().among(known).isEmpty()) {
            good = false;
            problems.add(
                    term.place(),
                    term.key(),
                    "leaves no value of " + term.name(),
                    "it is " + String.join(", ", words.subList(0, Math.min(12, words.size()))));
        }
        return good;
    }
}
