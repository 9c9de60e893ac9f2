package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Resize;

/**
 * A random square of the image with a black border ({@code RandomCrop(side, padding)}), as DeiT's script applies to images of
 * 32 pixels. An image whose shorter side differs from the square's side is resized first.
 */
record PaddedCrop(int side, int border) implements Transform {
    @Override
    public Bitmap apply(Bitmap image, KeyedRandom chance) {
        boolean fits = Math.min(image.width(), image.height()) == side;
        Bitmap padded = (fits ? image : Resize.shorterSide(image, side)).padded(border);
        int y = chance.below(padded.height() - side + 1);
        int x = chance.below(padded.width() - side + 1);
        return padded.cropped(x, y, side, side);
    }
}
