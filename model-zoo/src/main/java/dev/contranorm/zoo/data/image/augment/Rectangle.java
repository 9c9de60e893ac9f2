package dev.contranorm.zoo.data.image.augment;

/**
 * A rectangle in a square image, in pixels.
 *
 * @param top first row
 * @param bottom one past the last row
 * @param left first column
 * @param right one past the last column
 */
record Rectangle(int top, int bottom, int left, int right) {
    /** CutMix's rectangle: a square with the fraction 1 − own of the area around a point, clipped to the image. */
    static Rectangle around(int side, double own, KeyedRandom chance) {
        int half = (int) (side * Math.sqrt(1 - own)) / 2;
        int middleY = chance.below(side);
        int middleX = chance.below(side);
        return new Rectangle(
                Math.max(0, middleY - half),
                Math.min(side, middleY + half),
                Math.max(0, middleX - half),
                Math.min(side, middleX + half));
    }

    /**
     * timm's {@code cutmix_minmax}: height and width are drawn independently and uniformly from ⌊side·smallest⌋ to
     * ⌊side·largest⌋ − 1, then a position inside the image.
     */
    static Rectangle between(int side, double smallest, double largest, KeyedRandom chance) {
        int least = (int) (side * smallest);
        int most = (int) (side * largest);
        int height = least + chance.below(most - least);
        int width = least + chance.below(most - least);
        int top = chance.below(side - height);
        int left = chance.below(side - width);
        return new Rectangle(top, top + height, left, left + width);
    }

    /** The fraction of an image outside the rectangle. */
    double outside(int side) {
        return 1 - (double) (bottom - top) * (right - left) / ((double) side * side);
    }
}
