package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;

/** Transforms an image into another. */
@FunctionalInterface
public interface Transform {
    Bitmap apply(Bitmap image, KeyedRandom chance);
}
