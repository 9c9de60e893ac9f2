package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;

/** Flips horizontally with this probability. */
record RandomFlip(double probability) implements Transform {
    @Override
    public Bitmap apply(Bitmap image, KeyedRandom chance) {
        return chance.happens(probability) ? image.mirrored() : image;
    }
}
