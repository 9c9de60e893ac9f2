package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;

/**
 * Random erasing (Zhong et al., 2020) as in timm, on normalised values: overwrites rectangles of 2 % to one third of the area,
 * divided by their number, with an aspect ratio of 0.3 to 1/0.3.
 *
 * @param probability probability that an image is changed
 * @param count maximum number of rectangles; each number from 1 is equally likely
 */
record RandomErasing(double probability, Mode mode, int count) {
    /** The content of erased rectangles. */
    enum Mode {
        /** Zero: the mean. */
        CONST,
        /** One random colour. */
        RAND,
        /** A random value for every pixel and colour, N(0, 1). */
        PIXEL
    }

    private static final int TRIES = 10;
    private static final double LEAST_AREA = 0.02;
    private static final double MOST_AREA = 1.0 / 3;
    private static final double LOG_RATIO = Math.log(0.3);

    /**
     * @param values 3 × side × side values from the offset
     */
    void apply(float[] values, int offset, int side, KeyedRandom chance) {
        if (!chance.happens(probability)) {
            return;
        }
        int rectangles = count > 1 ? 1 + chance.below(count) : count;
        for (int k = 0; k < rectangles; k++) {
            eraseOne(values, offset, side, rectangles, chance);
        }
    }

    private void eraseOne(float[] values, int offset, int side, int rectangles, KeyedRandom chance) {
        for (int k = 0; k < TRIES; k++) {
            double area = chance.between(LEAST_AREA, MOST_AREA) * side * side / rectangles;
            double ratio = Math.exp(chance.between(LOG_RATIO, -LOG_RATIO));
            int height = (int) Math.rint(Math.sqrt(area * ratio));
            int width = (int) Math.rint(Math.sqrt(area / ratio));
            if (width < side && height < side) {
                int top = chance.below(side - height + 1);
                int left = chance.below(side - width + 1);
                fill(values, offset + top * side + left, side, width, height, chance);
                return;
            }
        }
    }

    private void fill(float[] values, int corner, int side, int width, int height, KeyedRandom chance) {
        for (int channel = 0; channel < Bitmap.CHANNELS; channel++) {
            float colour = mode == Mode.RAND ? (float) chance.gaussian() : 0;
            for (int y = 0; y < height; y++) {
                int row = corner + (channel * side + y) * side;
                for (int x = 0; x < width; x++) {
                    values[row + x] = mode == Mode.PIXEL ? (float) chance.gaussian() : colour;
                }
            }
        }
    }
}
