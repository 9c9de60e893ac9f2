package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.image.augment.Augmentation;
import dev.contranorm.zoo.data.image.augment.KeyedRandom;
import dev.contranorm.zoo.data.image.augment.Mixing;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Augmented and mixed images in random order. All randomness depends on (seed, epoch, image, repeat), and for mixing on (seed,
 * batch), so that neither the number of threads nor an interruption changes a batch.
 *
 * @param epochs number of epochs
 */
public record TrainingBatches(
        List<LabelledImage> images,
        int classes,
        int side,
        RepeatedOrder order,
        long epochs,
        Augmentation augmentation,
        Mixing mixing)
        implements BatchPlan {
    private static final long AUGMENTING = 1;
    private static final long MIXING = 2;

    @Override
    public long end() {
        return epochs * order.stepsPerEpoch();
    }

    @Override
    public int[] rows(long number) {
        return order.batch(number);
    }

    @Override
    public void write(long number, int row, int image, float[] pixels) throws DatasetException {
        KeyedRandom chance =
                KeyedRandom.of(order.seed(), AUGMENTING, order.epoch(number), image, order.repeat(number, row));
        Bitmap decoded = images.get(image).source().decode();
        augmentation.write(decoded, chance, pixels, row * Bitmap.CHANNELS * side * side);
    }

    @Override
    public ImageBatch finish(long number, int[] rows, float[] pixels) {
        int[] labels = IntStream.of(rows).map(row -> images.get(row).label()).toArray();
        float[] targets = mixing.apply(pixels, side, labels, classes, KeyedRandom.of(order.seed(), MIXING, number));
        return new ImageBatch(rows.length, side, pixels, labels, targets);
    }
}
