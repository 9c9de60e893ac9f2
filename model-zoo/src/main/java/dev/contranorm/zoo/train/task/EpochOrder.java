package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.data.EpochShuffle;
import java.util.Arrays;

/** The examples of each step: a new order in every epoch, determined by the trial's seed and the epoch alone. */
public final class EpochOrder {
    private final int examples;
    private final int batch;
    private final EpochShuffle shuffle;

    public EpochOrder(int examples, int batch, long seed) {
        this.examples = examples;
        this.batch = batch;
        this.shuffle = new EpochShuffle(examples, seed);
    }

    /** Number of steps per epoch; the last batch may be smaller. */
    public long stepsPerEpoch() {
        return (examples + batch - 1) / batch;
    }

    /**
     * @param step 0-based, counted over all epochs
     * @return indices of examples
     */
    public int[] batch(long step) {
        int[] order = shuffle.order(step / stepsPerEpoch());
        int from = (int) (step % stepsPerEpoch()) * batch;
        return Arrays.copyOfRange(order, from, Math.min(from + batch, examples));
    }
}
