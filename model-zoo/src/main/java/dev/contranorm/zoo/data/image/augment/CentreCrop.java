package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Resize;

/**
 * What a network is judged on: the shorter side becomes side / ratio, rounded down, and of that the middle square is taken
 * ({@code Resize} and {@code CenterCrop} of torchvision).
 *
 * @param ratio at most 1
 */
public record CentreCrop(int side, double ratio) implements Transform {
    public CentreCrop {
        if (side < 1 || !(ratio > 0 && ratio <= 1)) {
            throw new IllegalArgumentException("a crop of " + ratio + " to " + side + " pixels");
        }
    }

    @Override
    public Bitmap apply(Bitmap picture, KeyedRandom chance) {
        Bitmap resized = Resize.shorterSide(picture, (int) (side / ratio));
        int x = (int) Math.rint((resized.width() - side) / 2.0);
        int y = (int) Math.rint((resized.height() - side) / 2.0);
        return resized.cropped(x, y, side, side);
    }
}
