package dev.contranorm.zoo.tensor;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The initial values of a parameter. Implementations are deterministic given the random source. */
@FunctionalInterface
public interface Initialiser {
    /**
     * @param size number of values
     * @param random a separate source for every parameter, keyed by the trial's seed and the parameter's name
     */
    float[] values(int size, SplittableRandom random);

    /** U(−bound, bound). */
    static Initialiser uniform(double bound) {
        return (size, random) -> {
            float[] values = new float[size];
            for (int k = 0; k < size; k++) {
                values[k] = (float) (bound * (2 * random.nextDouble() - 1));
            }
            return values;
        };
    }

    static Initialiser constant(float value) {
        return new Constant(value);
    }

    /** A constant, filled inside the graph without an array. */
    record Constant(float value) implements Initialiser {
        @Override
        public float[] values(int size, SplittableRandom random) {
            float[] values = new float[size];
            Arrays.fill(values, value);
            return values;
        }
    }
}
