package dev.contranorm.orchestrator.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** Reads parameters of a request; an invalid one is refused with 400. */
final class Request {
    private Request() {}

    /** An id in the path. Text that is not a whole number names nothing, so the response is 404. */
    static long id(Exchange exchange, String thing) {
        String text = exchange.getMessage().getHeader("id", String.class);
        try {
            long id = Long.parseLong(text);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException noNumber) {
            // Falls through: the same response as for a number that names nothing.
        }
        throw new RequestException(404, "there is no " + thing + " '" + text + "': an id is a whole number from 1 up");
    }

    /** A word of an enumeration in the query, in any case. */
    static <E extends Enum<E>> Optional<E> word(Exchange exchange, String name, Class<E> words) {
        return text(exchange, name).map(text -> Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new RequestException(
                        400,
                        name + ": '" + text + "' is not one of "
                                + Arrays.stream(words.getEnumConstants())
                                        .map(word -> word.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))));
    }

    /** A whole number in the query within bounds. */
    static int number(Exchange exchange, String name, int otherwise, int least, int most) {
        Optional<String> text = text(exchange, name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // Falls through: the same response as for a number out of range.
        }
        throw new RequestException(
                400, name + ": '" + text.get() + "' is not a whole number between " + least + " and " + most);
    }

    static boolean flag(Exchange exchange, String name) {
        String text = text(exchange, name).orElse("false");
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new RequestException(400, name + ": '" + text + "' is not true or false");
        };
    }

    /** A value from the query only: a request header of the same name must not be taken for it. */
    private static Optional<String> text(Exchange exchange, String name) {
        return Query.of(exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, String.class))
                .value(name);
    }
}
