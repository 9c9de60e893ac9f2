package dev.contranorm.zoo.image;

import dev.contranorm.zoo.data.DatasetException;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pictures of one size, normalised by ImageNet's mean and deviation.
 *
 * @param pixels size × 3 × side × side, row-major
 * @param labels of each picture
 */
public record ImageBatch(int size, int side, float[] pixels, int[] labels) {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    /**
     * Random crops and flips, decided by the seed alone.
     *
     * @throws DatasetException when a picture is damaged
     */
    public static ImageBatch training(List<Picture> pictures, int[] chosen, int side, long seed)
            throws DatasetException {
        SplittableRandom random = new SplittableRandom(seed);
        ImageBatch batch = empty(chosen.length, side);
        for (int row = 0; row < chosen.length; row++) {
            BufferedImage picture = pictures.get(chosen[row]).source().decode();
            batch.put(
                    row,
                    View.random(picture, random).of(picture, side),
                    pictures.get(chosen[row]).label());
        }
        return batch;
    }

    /**
     * The middle of every picture.
     *
     * @param share of the shorter side that is seen: the evaluation crop ratio
     * @throws DatasetException when a picture is damaged
     */
    public static ImageBatch judging(List<Picture> pictures, int[] chosen, int side, double share)
            throws DatasetException {
        ImageBatch batch = empty(chosen.length, side);
        for (int row = 0; row < chosen.length; row++) {
            BufferedImage picture = pictures.get(chosen[row]).source().decode();
            batch.put(
                    row,
                    View.centre(picture, share).of(picture, side),
                    pictures.get(chosen[row]).label());
        }
        return batch;
    }

    private static ImageBatch empty(int size, int side) {
        return new ImageBatch(size, side, new float[size * MEAN.length * side * side], new int[size]);
    }

    private void put(int row, BufferedImage picture, int label) {
        int[] packed = picture.getRGB(0, 0, side, side, null, 0, side);
        for (int channel = 0; channel < MEAN.length; channel++) {
            int offset = (row * MEAN.length + channel) * packed.length;
            int shift = 16 - 8 * channel;
            for (int k = 0; k < packed.length; k++) {
                float value = (packed[k] >> shift & 0xff) / 255f;
                pixels[offset + k] = (value - MEAN[channel]) / DEVIATION[channel];
            }
        }
        labels[row] = label;
    }
}
