package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.EpochShuffle;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Problem;
import java.util.List;

/**
 * The order of images in batches: a new order in every epoch, determined by (seed, epoch). With repeated augmentation (Hoffer
 * et al., 2020; DeiT's {@code RASampler}) each image is repeated several times in a row, and an epoch ends after as many images
 * as the dataset has, rounded down to a multiple of 256 if it has that many. An incomplete last batch is dropped.
 */
public final class RepeatedOrder {
    /** The constant of RASampler. */
    private static final int MULTIPLE = 256;

    private final int images;
    private final int batch;
    private final int repeats;
    private final long seed;
    private final EpochShuffle shuffle;

    /**
     * @throws InvalidTrialException if the images do not fill one batch
     */
    public RepeatedOrder(int images, int batch, int repeats, long seed) {
        this.images = images;
        this.batch = batch;
        this.repeats = repeats;
        this.seed = seed;
        this.shuffle = new EpochShuffle(images, seed);
        if (stepsPerEpoch() == 0) {
            throw new InvalidTrialException(List.of(new Problem(
                    "batch",
                    batch + " images in a step, but an epoch has only " + chosen(),
                    "use " + chosen() + " or fewer")));
        }
    }

    private int chosen() {
        return repeats == 1 || images < MULTIPLE ? images : images / MULTIPLE * MULTIPLE;
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

    /** How many earlier repeats the image of a row has in its epoch. */
    int repeat(long step, int row) {
        return (int) ((step % stepsPerEpoch() * batch + row) % repeats);
    }

    /**
     * @param step 0-based, counted over all epochs
     * @return the index of the image in each row
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
