package dev.contranorm.orchestrator.definition;

import java.util.List;
import java.util.Optional;

/**
 * A parameter as it was written.
 *
 * @param values the places of values that were written one by one; of a range its ends
 */
record WrittenAxis(
        String name, String key, Place place, Domain domain, List<Located> values, Optional<WrittenCondition> when) {
    Axis axis() {
        return new Axis(name, domain, when.map(WrittenCondition::condition).orElse(Condition.ALWAYS));
    }
}
