package dev.contranorm.orchestrator.definition;

import java.util.List;

/** The values that a parameter takes. Values are Long, Double, Boolean or String, as a specification stores them. */
public sealed interface Domain {
    /** Doubles above this are not all whole numbers apart. */
    double LARGEST_EXACT_INTEGER = 1L << 53;

    /** A number as a specification stores it: a whole one as Long, so that 1 and 1.0 are one value. */
    static Object stored(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT_INTEGER;
        return whole ? (Object) (long) number : (Object) number;
    }

    /** A list, in the order of the definition, without repetitions. */
    record Values(List<Object> values) implements Domain {
        public Values {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a parameter needs a value");
            }
        }
    }

    /**
     * All numbers from min to max, both included: for {@link Method#RANDOM} only.
     *
     * @param logarithmic uniform in the logarithm; min is then above 0
     * @param whole whole numbers only
     */
    record Interval(double min, double max, boolean logarithmic, boolean whole) implements Domain {
        public Interval {
            if (!(min <= max) || (logarithmic && min <= 0)) {
                throw new IllegalArgumentException("no interval: " + min + " to " + max);
            }
        }
    }
}
