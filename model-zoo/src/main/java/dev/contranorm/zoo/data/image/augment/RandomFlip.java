package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;

/** Exchanges left and right with this probability. */
record RandomFlip(double probability) implements Transform {
    @Override
    public Bitmap apply(Bitmap picture, KeyedRandom chance) {
        return chance.happens(probability) ? picture.mirrored() : picture;
    }
}
