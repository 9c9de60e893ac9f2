package dev.contranorm.zoo.tensor;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Where a parameter starts. Implementations are deterministic in the random source that they are given. */
@FunctionalInterface
public interface Initialiser {
    /**
     * @param size number of values
     * @param random a source of its own for every parameter, keyed by the trial's seed and the parameter's name
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

    /** One value everywhere: filled inside the graph, without an array. */
    record Constant(float value) implements Initialiser {
        @Override
        public float[] values(int size, SplittableRandom random) {
            float[] values = new float[size];
            Arrays.fill(values, value);
            return values;
        }
    }
}
