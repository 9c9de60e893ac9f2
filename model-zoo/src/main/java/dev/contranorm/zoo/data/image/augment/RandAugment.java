package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Colour;

/**
 * RandAugment (Cubuk et al., 2020) as in timm: a fixed number of operations drawn with replacement, each applied with
 * probability ½ at a magnitude drawn from N(magnitude, deviation²) and clamped to 0 to 10. {@code rand-m9-mstd0.5-inc1} is (2,
 * 9, 0.5, true).
 *
 * @param fill colour of pixels from outside the image
 */
record RandAugment(int operations, double magnitude, double deviation, boolean increasing, Colour fill)
        implements Transform {
    private static final double PROBABILITY = 0.5;
    private static final RandomOperation[] ALL = RandomOperation.values();

    @Override
    public Bitmap apply(Bitmap image, KeyedRandom chance) {
        RandomOperation[] chosen = new RandomOperation[operations];
        for (int k = 0; k < operations; k++) {
            chosen[k] = ALL[chance.below(ALL.length)];
        }
        Bitmap changed = image;
        for (RandomOperation operation : chosen) {
            if (chance.happens(PROBABILITY)) {
                changed = operation.apply(changed, drawnMagnitude(chance), increasing, fill, chance);
            }
        }
        return changed;
    }

    private double drawnMagnitude(KeyedRandom chance) {
        double drawn = deviation > 0 ? magnitude + deviation * chance.gaussian() : magnitude;
        return Math.max(0, Math.min(RandomOperation.FULL, drawn));
    }
}
