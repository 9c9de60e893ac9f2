package dev.contranorm.zoo.trial;

import java.util.List;
import java.util.Optional;

/**
 * One parameter of a trial: its dotted key, type, default, range and a description.
 *
 * @param min smallest value allowed, for numbers
 * @param max largest value allowed, for numbers
 * @param choices the allowed values, for text; empty if any text is allowed
 * @param rule a further constraint on a text
 */
public record ParameterSpec(
        String key,
        ParameterType type,
        Object defaultValue,
        double min,
        double max,
        List<String> choices,
        Optional<TextRule> rule,
        String description) {
    public ParameterSpec {
        choices = List.copyOf(choices);
        if (min > max) {
            throw new IllegalArgumentException(key + ": min " + min + " is above max " + max);
        }
    }

    public static ParameterSpec integer(String key, long defaultValue, long min, long max, String description) {
        return new ParameterSpec(
                key, ParameterType.INTEGER, defaultValue, min, max, List.of(), Optional.empty(), description);
    }

    public static ParameterSpec number(String key, double defaultValue, double min, double max, String description) {
        return new ParameterSpec(
                key, ParameterType.NUMBER, defaultValue, min, max, List.of(), Optional.empty(), description);
    }

    public static ParameterSpec flag(String key, boolean defaultValue, String description) {
        return new ParameterSpec(key, ParameterType.FLAG, defaultValue, 0, 1, List.of(), Optional.empty(), description);
    }

    public static ParameterSpec text(String key, String defaultValue, List<String> choices, String description) {
        return new ParameterSpec(key, ParameterType.TEXT, defaultValue, 0, 0, choices, Optional.empty(), description);
    }

    /** A text with a constraint beyond a list of words. */
    public static ParameterSpec text(String key, String defaultValue, TextRule rule, String description) {
        return new ParameterSpec(
                key, ParameterType.TEXT, defaultValue, 0, 0, List.of(), Optional.of(rule), description);
    }

    /** The problem with a value; empty if it is allowed. */
    public Optional<Problem> check(Object value) {
        return switch (type) {
            case INTEGER -> checkNumber(value, value instanceof Long || value instanceof Integer);
            case NUMBER -> checkNumber(value, value instanceof Number);
            case FLAG -> value instanceof Boolean ? Optional.empty() : wrongType(value);
            case TEXT -> checkText(value);
        };
    }

    /** The value in the form stored in a specification. Call {@link #check} first. */
    public Object normalise(Object value) {
        return switch (type) {
            case INTEGER -> ((Number) value).longValue();
            case NUMBER -> ((Number) value).doubleValue();
            case FLAG, TEXT -> value;
        };
    }

    private Optional<Problem> checkNumber(Object value, boolean rightType) {
        if (!rightType) {
            return wrongType(value);
        }
        double number = ((Number) value).doubleValue();
        if (Double.isFinite(number) && number >= min && number <= max) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                key,
                value + " is out of range",
                "use " + type.description() + " from " + plain(min) + " to " + plain(max)));
    }

    private Optional<Problem> checkText(Object value) {
        if (!(value instanceof String text)) {
            return wrongType(value);
        }
        if (!choices.isEmpty() && !choices.contains(text)) {
            return Optional.of(new Problem(key, "'" + text + "' is unknown", Suggestion.among(text, choices)));
        }
        return rule.flatMap(each -> each.check(key, text));
    }

    private Optional<Problem> wrongType(Object value) {
        // YAML reads 7 as a number even if the text "7" is meant.
        String suggestion = type == ParameterType.TEXT && value instanceof Number
                ? "write it in quotes: \"" + value + "\""
                : "default: " + defaultValue;
        return Optional.of(new Problem(key, "'" + value + "' is not " + type.description(), suggestion));
    }

    private static String plain(double number) {
        return CanonicalJson.number(number);
    }
}
