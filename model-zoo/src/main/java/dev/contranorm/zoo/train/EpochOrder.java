package dev.contranorm.zoo.train;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Which examples a step trains on: every epoch a new order, decided by the trial's seed and the epoch alone. */
final class EpochOrder {
    private static final long EPOCH_FACTOR = 0x9E3779B97F4A7C15L;

    private final int examples;
    private final int batch;
    private final long seed;
    private long epoch = -1;
    private int[] order = new int[0];

    EpochOrder(int examples, int batch, long seed) {
        this.examples = examples;
        this.batch = batch;
        this.seed = seed;
    }

    /** The last batch of an epoch may be smaller. */
    long stepsPerEpoch() {
        return (examples + batch - 1) / batch;
    }

    /**
     * @param step 0-based, counted over all epochs
     * @return indices of examples
     */
    int[] batch(long step) {
        long wanted = step / stepsPerEpoch();
        if (wanted != epoch) {
            epoch = wanted;
            order = shuffled(new SplittableRandom(seed ^ (epoch + 1) * EPOCH_FACTOR));
        }
        int from = (int) (step % stepsPerEpoch()) * batch;
        return Arrays.copyOfRange(order, from, Math.min(from + batch, examples));
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
