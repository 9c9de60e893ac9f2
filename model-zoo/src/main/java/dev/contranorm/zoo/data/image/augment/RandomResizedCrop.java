package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Resize;

/**
 * {@code RandomResizedCropAndInterpolation} of timm: a crop of random area and aspect ratio, resized to a square.
 *
 * @param side side of the square
 * @param leastArea smallest fraction of the image's area
 * @param mostArea largest fraction of the image's area
 * @param leastRatio smallest width : height; the largest is its reciprocal
 */
record RandomResizedCrop(int side, double leastArea, double mostArea, double leastRatio) implements Transform {
    private static final int TRIES = 10;

    /** With the aspect ratios of the ImageNet recipes, 3:4 to 4:3. */
    RandomResizedCrop(int side, double leastArea, double mostArea) {
        this(side, leastArea, mostArea, 3.0 / 4);
    }

    @Override
    public Bitmap apply(Bitmap image, KeyedRandom chance) {
        Box box = box(image.width(), image.height(), chance);
        return Resize.bicubic(image.cropped(box.x(), box.y(), box.width(), box.height()), side, side);
    }

    record Box(int x, int y, int width, int height) {}

    Box box(int width, int height, KeyedRandom chance) {
        double area = (double) width * height;
        for (int k = 0; k < TRIES; k++) {
            double wanted = area * chance.between(leastArea, mostArea);
            double ratio = Math.exp(chance.between(Math.log(leastRatio), -Math.log(leastRatio)));
            int boxWidth = (int) Math.rint(Math.sqrt(wanted * ratio));
            int boxHeight = (int) Math.rint(Math.sqrt(wanted / ratio));
            if (boxWidth >= 1 && boxHeight >= 1 && boxWidth <= width && boxHeight <= height) {
                int y = chance.below(height - boxHeight + 1);
                int x = chance.below(width - boxWidth + 1);
                return new Box(x, y, boxWidth, boxHeight);
            }
        }
        return middle(width, height);
    }

    /** The largest centred crop with an allowed aspect ratio. */
    private Box middle(int width, int height) {
        int boxWidth = (int) Math.min(width, Math.rint(height / leastRatio));
        int boxHeight = (int) Math.min(height, Math.rint(width / leastRatio));
        return new Box((width - boxWidth) / 2, (height - boxHeight) / 2, boxWidth, boxHeight);
    }
}
