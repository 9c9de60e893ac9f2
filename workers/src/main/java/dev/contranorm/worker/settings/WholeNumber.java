package dev.contranorm.worker.settings;

import java.util.function.Function;

/**
 * Reads a whole number.
 *
 * @param least the smallest number allowed
 * @param most the largest number allowed; {@link Long#MAX_VALUE} for no limit
 * @param unit such as {@code seconds}; empty for a plain number
 */
record WholeNumber(long least, long most, String unit) implements Function<String, Long> {
    WholeNumber {
        if (least > most) {
            throw new IllegalArgumentException("most: " + most + " is less than " + least);
        }
    }

    /** @throws IllegalArgumentException saying what the text is not and what is allowed */
    @Override
    public Long apply(String text) {
        long value;
        try {
            value = Long.parseLong(text.strip());
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(
                    "is not a whole number" + (unit.isEmpty() ? "" : " of " + unit) + "; " + allowed(), malformed);
        }
        if (value < least || value > most) {
            throw new IllegalArgumentException("is not in range; " + allowed());
        }
        return value;
    }

    private String allowed() {
        String range = most == Long.MAX_VALUE ? least + " or more" : least + " to " + most;
        return "allowed: " + range + (unit.isEmpty() ? "" : " " + unit);
    }
}
