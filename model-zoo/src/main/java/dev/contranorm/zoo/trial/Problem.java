package dev.contranorm.zoo.trial;

import java.util.Objects;

/** One problem in a specification: the key, what is wrong, and what to do ("" if there is no suggestion). */
public record Problem(String key, String message, String suggestion) {
    public Problem {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(suggestion, "suggestion");
    }

    @Override
    public String toString() {
        return key + ": " + message + (suggestion.isEmpty() ? "" : " (" + suggestion + ")");
    }
}
