package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Resize;

/**
 * The crop for evaluation: the shorter side is resized to side / ratio, rounded down, then the centre square is cropped ({@code
 * Resize} and {@code CenterCrop} of torchvision).
 *
 * @param ratio at most 1
 */
public record CentreCrop(int side, double ratio) implements Transform {
    public CentreCrop {
        if (side < 1 || !(ratio > 0 && ratio <= 1)) {
            throw new IllegalArgumentException(
                    "side: " + side + ", ratio: " + ratio + "; use a side of at least 1 and a ratio in (0, 1]");
        }
    }

    @Override
    public Bitmap apply(Bitmap image, KeyedRandom chance) {
        Bitmap resized = Resize.shorterSide(image, (int) (side / ratio));
        int x = (int) Math.rint((resized.width() - side) / 2.0);
        int y = (int) Math.rint((resized.height() - side) / 2.0);
        return resized.cropped(x, y, side, side);
    }
}
