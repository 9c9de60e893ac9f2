package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Resize;

/**
 * A square out of the picture in a black border ({@code RandomCrop(side, padding)}), what DeiT's script does to pictures of 32
 * pixels. A picture whose shorter side is not the square's is resized first.
 */
record PaddedCrop(int side, int border) implements Transform {
    @Override
    public Bitmap apply(Bitmap picture, KeyedRandom chance) {
        boolean fits = Math.min(picture.width(), picture.height()) == side;
        Bitmap padded = (fits ? picture : Resize.shorterSide(picture, side)).padded(border);
        int y = chance.below(padded.height() - side + 1);
        int x = chance.below(padded.width() - side + 1);
        return padded.cropped(x, y, side, side);
    }
}
