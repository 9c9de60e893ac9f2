package dev.contranorm.zoo.image.augment;

import dev.contranorm.zoo.image.pixel.Bitmap;

/** Exchanges left and right with this probability. */
record RandomFlip(double probability) implements Transform {
    @Override
    public Bitmap apply(Bitmap picture, Chance chance) {
        return chance.happens(probability) ? picture.mirrored() : picture;
    }
}
