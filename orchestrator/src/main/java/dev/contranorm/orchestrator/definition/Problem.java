package dev.contranorm.orchestrator.definition;

import java.util.Objects;

/**
 * One thing that is wrong with a definition.
 *
 * @param place file, line and column, or the {@code --set} option
 * @param key dotted path of the key, such as {@code parameters.depth.values[2]}; "" for the whole text
 * @param message what is wrong
 * @param suggestion what to do, "" when nothing can be said
 */
public record Problem(Place place, String key, String message, String suggestion) {
    public Problem {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(suggestion, "suggestion");
    }

    /** The line in the file from 1, 0 for a {@code --set} option. */
    public int line() {
        return place.line();
    }

    /** One line for a person: {@code sweep.yaml:12:5: seeds: 'a' is not a whole number (…)}. */
    @Override
    public String toString() {
        return place + ": " + (key.isEmpty() ? "" : key + ": ") + message
                + (suggestion.isEmpty() ? "" : " (" + suggestion + ")");
    }
}
