package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.EpochShuffle;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Problem;
import java.util.List;

/**
 * Which pictures a batch holds: every epoch a new order, decided by (seed, epoch). With repeated augmentation (Hoffer et al.,
 * 2020; {@code RASampler} of DeiT) each picture comes so many times in a row, and an epoch ends after as many pictures as
 * there are, rounded down to a multiple of 256 where there are that many. What does not fill a batch is left out.
 */
public final class RepeatedOrder {
    /** RASampler's constant. */
    private static final int MULTIPLE = 256;

    private final int pictures;
    private final int batch;
    private final int repeats;
    private final long seed;
    private final EpochShuffle shuffle;

    /**
     * @throws InvalidTrialException when the pictures do not fill one batch
     */
    public RepeatedOrder(int pictures, int batch, int repeats, long seed) {
        this.pictures = pictures;
        this.batch = batch;
        this.repeats = repeats;
        this.seed = seed;
        this.shuffle = new EpochShuffle(pictures, seed);
        if (stepsPerEpoch() == 0) {
            throw new InvalidTrialException(List.of(new Problem(
                    "batch",
                    batch + " pictures in a step, but an epoch has " + chosen(),
                    "use " + chosen() + " or fewer")));
        }
    }

    private int chosen() {
        return repeats == 1 || pictures < MULTIPLE ? pictures : pictures / MULTIPLE * MULTIPLE;
    }

    long seed() {
        return seed;
    }

    public long stepsPerEpoch() {
        return chosen() / batch;
    }

    long epoch(long step) {
        return step / stepsPerEpoch();
    }

    /** How often the picture of a row came before in its epoch. */
    int repeat(long step, int row) {
        return (int) ((step % stepsPerEpoch() * batch + row) % repeats);
    }

    /**
     * @param step 0-based, counted over all epochs
     * @return the picture of each row
     */
    int[] batch(long step) {
        int[] order = shuffle.order(epoch(step));
        long from = step % stepsPerEpoch() * batch;
        int[] rows = new int[batch];
        for (int row = 0; row < batch; row++) {
            rows[row] = order[(int) ((from + row) / repeats)];
        }
        return rows;
    }
}
