package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;

/** Makes another picture of one. */
@FunctionalInterface
public interface Transform {
    Bitmap apply(Bitmap picture, KeyedRandom chance);
}
