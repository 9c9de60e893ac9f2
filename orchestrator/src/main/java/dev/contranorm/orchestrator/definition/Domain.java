package dev.contranorm.orchestrator.definition;

import java.util.List;

/** The values that a parameter takes. Values are Long, Double, Boolean or String, as a specification stores them. */
public sealed interface Domain {
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
