package dev.contranorm.zoo.data.image.augment;

import java.util.SplittableRandom;

/** Random draws that depend on a key alone, not on the thread or on draws for other keys. */
public final class KeyedRandom {
    private final SplittableRandom random;

    private KeyedRandom(long key) {
        this.random = new SplittableRandom(key);
    }

    /** @param key for example (trial's seed, epoch, image, repeat) */
    public static KeyedRandom of(long... key) {
        long mixed = key.length;
        for (long part : key) {
            mixed = mix(mixed + 0x9E3779B97F4A7C15L ^ mix(part));
        }
        return new KeyedRandom(mixed);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** U[from, to). */
    double between(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** Uniform over 0 to bound − 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** N(0, 1). */
    double gaussian() {
        return random.nextGaussian();
    }

    int[] permutation(int size) {
        int[] order = new int[size];
        for (int k = 0; k < size; k++) {
            int other = random.nextInt(k + 1);
            order[k] = order[other];
            order[other] = k;
        }
        return order;
    }

    /** Beta(α, α), from the ratio of gamma variables. */
    double beta(double alpha) {
        double first = gamma(alpha);
        double second = gamma(alpha);
        return first + second == 0 ? (happens(0.5) ? 1 : 0) : first / (first + second);
    }

    /** Gamma(shape, 1) by Marsaglia and Tsang (2000); for a shape below 1 with their power of a uniform variable. */
    private double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
