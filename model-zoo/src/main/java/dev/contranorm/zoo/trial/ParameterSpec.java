package dev.contranorm.zoo.trial;

import java.util.List;
import java.util.Optional;

/**
 * One parameter of a trial: its dotted key, type, default, range and a sentence for the reader.
 *
 * @param min smallest value allowed, for numbers
 * @param max largest value allowed, for numbers
 * @param choices the values allowed, for text; empty when free
 * @param rule what else a text must fulfil
 */
public record ParameterSpec(
        String key,
        ParameterType type,
        Object defaultValue,
        double min,
        double max,
        List<String> choices,
        Optional<TextRule> rule,
        String sentence) {
    public ParameterSpec {
        choices = List.copyOf(choices);
        if (min > max) {
            throw new IllegalArgumentException(key + ": min " + min + " is above max " + max);
        }
    }

    public static ParameterSpec integer(String key, long defaultValue, long min, long max, String sentence) {
        return new ParameterSpec(
                key, ParameterType.INTEGER, defaultValue, min, max, List.of(), Optional.empty(), sentence);
    }

    public static ParameterSpec number(String key, double defaultValue, double min, double max, String sentence) {
        return new ParameterSpec(
                key, ParameterType.NUMBER, defaultValue, min, max, List.of(), Optional.empty(), sentence);
    }

    public static ParameterSpec flag(String key, boolean defaultValue, String sentence) {
        return new ParameterSpec(key, ParameterType.FLAG, defaultValue, 0, 1, List.of(), Optional.empty(), sentence);
    }

    public static ParameterSpec text(String key, String defaultValue, List<String> choices, String sentence) {
        return new ParameterSpec(key, ParameterType.TEXT, defaultValue, 0, 0, choices, Optional.empty(), sentence);
    }

    /** A text of which more can be said than which words it may be. */
    public static ParameterSpec text(String key, String defaultValue, TextRule rule, String sentence) {
        return new ParameterSpec(key, ParameterType.TEXT, defaultValue, 0, 0, List.of(), Optional.of(rule), sentence);
    }

    /** What is wrong with a value, or empty when it is allowed. */
    public Optional<Problem> check(Object value) {
        return switch (type) {
            case INTEGER -> checkNumber(value, value instanceof Long || value instanceof Integer);
            case NUMBER -> checkNumber(value, value instanceof Number);
            case FLAG -> value instanceof Boolean ? Optional.empty() : wrongType(value);
            case TEXT -> checkText(value);
        };
    }

    /** The value in the form that a specification stores. Call {@link #check} first. */
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
        // YAML reads 7 as a number where the text "7" is meant.
        String suggestion = type == ParameterType.TEXT && value instanceof Number
                ? "write it in quotes: \"" + value + "\""
                : "default: " + defaultValue;
        return Optional.of(new Problem(key, "'" + value + "' is not " + type.description(), suggestion));
    }

    private static String plain(double number) {
        return CanonicalJson.number(number);
    }
}
