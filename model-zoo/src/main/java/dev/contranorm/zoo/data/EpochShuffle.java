package dev.contranorm.zoo.data;

import java.util.SplittableRandom;

/** The order of the examples: a new one in every epoch, determined by the trial's seed and the epoch alone. */
public final class EpochShuffle {
    private static final long EPOCH_FACTOR = 0x9E3779B97F4A7C15L;

    private final int examples;
    private final long seed;
    private long epoch = -1;
    private int[] order = new int[0];

    public EpochShuffle(int examples, long seed) {
        this.examples = examples;
        this.seed = seed;
    }

    /**
     * @param wanted the epoch, 0-based
     * @return every example once; do not modify
     */
    public int[] order(long wanted) {
        if (wanted != epoch) {
            epoch = wanted;
            order = shuffled(new SplittableRandom(seed ^ (epoch + 1) * EPOCH_FACTOR));
        }
        return order;
    }

    private int[] shuffled(SplittableRandom random) {
        int[] shuffled = new int[examples];
        for (int k = 0; k < examples; k++) {
            int other = random.nextInt(k + 1);
            shuffled[k] = shuffled[other];
            shuffled[other] = k;
        }
        return shuffled;
    }
}
