package dev.contranorm.worker.bus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the fields of one JSON object. The exception for a missing or wrong field names its dotted path. */
final class MessageFields {
    private final JsonNode node;
    private final String path;

    MessageFields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    String text(String name) throws MalformedMessageException {
        JsonNode value = required(name);
        return value.isTextual() ? value.textValue() : wrong(name, value, "a string");
    }

    boolean flag(String name) throws MalformedMessageException {
        JsonNode value = required(name);
        return value.isBoolean() ? value.booleanValue() : wrong(name, value, "true or false");
    }

    /** A whole number of at least {@code least}. */
    long number(String name, long least) throws MalformedMessageException {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least) {
            return wrong(name, value, "a whole number of at least " + least);
        }
        return value.longValue();
    }

    int integer(String name, int least) throws MalformedMessageException {
        long value = number(name, least);
        return value <= Integer.MAX_VALUE ? (int) value : wrong(name, required(name), "at most " + Integer.MAX_VALUE);
    }

    Optional<Long> optionalNumber(String name, long least) throws MalformedMessageException {
        return node.hasNonNull(name) ? Optional.of(number(name, least)) : Optional.empty();
    }

    /** A number; the strings NaN, Infinity and -Infinity stand for values that JSON numbers cannot express. */
    double decimal(String name) throws MalformedMessageException {
        JsonNode value = required(name);
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.isTextual() ? value.textValue() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> wrong(name, value, "a number");
        };
    }

    Instant instant(String name) throws MalformedMessageException {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException problem) {
            return wrong(name, required(name), "a time such as 2026-11-24T06:00:00Z");
        }
    }

    /** An enum constant by its {@link #label}. */
    <E extends Enum<E>> E constant(String name, Class<E> type) throws MalformedMessageException {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (label(constant).equals(text)) {
                return constant;
            }
        }
        List<String> known =
                Arrays.stream(type.getEnumConstants()).map(MessageFields::label).toList();
        return wrong(name, required(name), "one of " + String.join(", ", known));
    }

    /** The name of a constant in a message: lower case, words separated by '-'. */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    MessageFields object(String name) throws MalformedMessageException {
        JsonNode value = required(name);
        return value.isObject() ? new MessageFields(value, path + name + ".") : wrong(name, value, "an object");
    }

    List<MessageFields> objects(String name) throws MalformedMessageException {
        JsonNode value = required(name);
        if (!value.isArray()) {
            return wrong(name, value, "a list");
        }
        List<MessageFields> objects = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            String position = name + "[" + objects.size() + "]";
            if (!element.isObject()) {
                return wrong(position, element, "an object");
            }
            objects.add(new MessageFields(element, path + position + "."));
        }
        return objects;
    }

    SortedMap<String, Double> decimals(String name) throws MalformedMessageException {
        MessageFields object = object(name);
        SortedMap<String, Double> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : object.node.properties()) {
            values.put(field.getKey(), object.decimal(field.getKey()));
        }
        return values;
    }

    SortedMap<String, String> texts(String name) throws MalformedMessageException {
        MessageFields object = object(name);
        SortedMap<String, String> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : object.node.properties()) {
            values.put(field.getKey(), object.text(field.getKey()));
        }
        return values;
    }

    /** This object as JSON text. */
    String json() {
        return node.toString();
    }

    private JsonNode required(String name) throws MalformedMessageException {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new MalformedMessageException(path + name, "is missing");
        }
        return value;
    }

    private <T> T wrong(String name, JsonNode value, String wanted) throws MalformedMessageException {
        String text = value.toString();
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        throw new MalformedMessageException(path + name, "must be " + wanted + ", not " + shown);
    }
}
