package dev.contranorm.zoo.data.image;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.image.augment.CentreCrop;
import dev.contranorm.zoo.data.image.augment.KeyedRandom;
import dev.contranorm.zoo.data.image.augment.Mixing;
import dev.contranorm.zoo.data.image.augment.Normalisation;
import dev.contranorm.zoo.data.image.pixel.Bitmap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Batches of all images in order, each cropped to its centre.
 *
 * @param size size of a batch; the last may be smaller
 */
public record EvaluationBatches(List<LabelledImage> images, int classes, CentreCrop crop, int size)
        implements BatchPlan {
    @Override
    public long end() {
        return (images.size() + size - 1) / size;
    }

    @Override
    public int side() {
        return crop.side();
    }

    @Override
    public int[] rows(long number) {
        int from = Math.toIntExact(number * size);
        return IntStream.range(from, Math.min(from + size, images.size())).toArray();
    }

    @Override
    public void write(long number, int row, int image, float[] pixels) throws DatasetException {
        Bitmap seen = crop.apply(images.get(image).source().decode(), KeyedRandom.of());
        Normalisation.write(seen, pixels, row * Bitmap.CHANNELS * side() * side());
    }

    @Override
    public ImageBatch finish(long number, int[] rows, float[] pixels) {
        int[] labels = IntStream.of(rows).map(row -> images.get(row).label()).toArray();
        float[] targets = Mixing.none().apply(pixels, side(), labels, classes, KeyedRandom.of());
        return new ImageBatch(rows.length, side(), pixels, labels, targets);
    }
}
