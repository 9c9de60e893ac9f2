package dev.contranorm.zoo.data.image.augment;

import dev.contranorm.zoo.data.image.pixel.Bitmap;
import dev.contranorm.zoo.data.image.pixel.Enhancement;
import java.util.List;

/**
 * {@code ColorJitter(s, s, s)} of torchvision: brightness, contrast and saturation in random order, each scaled by a factor
 * drawn from U(max(0, 1 − s), 1 + s).
 */
record ColourJitter(double strength) implements Transform {
    private static final List<Enhancement> CHANGED =
            List.of(Enhancement.BRIGHTNESS, Enhancement.CONTRAST, Enhancement.COLOUR);

    @Override
    public Bitmap apply(Bitmap image, KeyedRandom chance) {
        Bitmap changed = image;
        for (int each : chance.permutation(CHANGED.size())) {
            double factor = chance.between(Math.max(0, 1 - strength), 1 + strength);
            changed = CHANGED.get(each).apply(changed, factor);
        }
        return changed;
    }
}
