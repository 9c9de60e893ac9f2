package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Initialiser;

/** Gaussian initial values. */
public final class NormalInitialiser {
    private NormalInitialiser() {}

    /** N(0, deviation²). */
    public static Initialiser of(double deviation) {
        return (size, random) -> {
            float[] values = new float[size];
            for (int k = 0; k < size; k++) {
                values[k] = (float) (deviation * random.nextGaussian());
            }
            return values;
        };
    }
}
