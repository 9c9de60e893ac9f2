package dev.contranorm.zoo.image.augment;

import dev.contranorm.zoo.image.pixel.Bitmap;

/** Makes another picture of one. */
@FunctionalInterface
public interface Transform {
    Bitmap apply(Bitmap picture, Chance chance);
}
