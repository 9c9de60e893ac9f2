package dev.contranorm.orchestrator.definition;

import java.util.List;
import java.util.Optional;

/**
 * A parameter as it was written.
 *
 * @param values the places of values that were written one by one; of a range its ends
 * @param condition what {@code when} means in this sweep; {@link Condition#ALWAYS} until {@link Conditions} said it
 */
record WrittenAxis(
        String name,
        String key,
        Place place,
        Domain domain,
        List<Located> values,
        Optional<WrittenCondition> when,
        Condition condition) {
    WrittenAxis with(Condition resolved) {
        return new WrittenAxis(name, key, place, domain, values, when, resolved);
    }

    Axis axis() {
        return new Axis(name, domain, condition);
    }
}
