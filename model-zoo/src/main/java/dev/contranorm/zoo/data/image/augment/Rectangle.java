package dev.contranorm.zoo.data.image.augment;

/**
 * A piece of a square picture, in pixels.
 *
 * @param top first row
 * @param bottom behind the last row
 * @param left first column
 * @param right behind the last column
 */
record Rectangle(int top, int bottom, int left, int right) {
    /** CutMix's: a square of the share 1 − own around a point, what lies outside the picture cut off. */
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
     * timm's {@code cutmix_minmax}: height and width are drawn by themselves, evenly from ⌊side·smallest⌋ to ⌊side·largest⌋ − 1,
     * and then a place inside the picture.
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

    /** The share of a picture that is outside. */
    double outside(int side) {
        return 1 - (double) (bottom - top) * (right - left) / ((double) side * side);
    }
}
